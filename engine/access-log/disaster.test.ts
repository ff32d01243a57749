import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "@/engine/testing/deadline";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer } from "@/engine/testing/session";
import { parseLine } from "./testing/parse-line";

const root = resolve(import.meta.dirname, "../..");
const writer = ["--import", "tsx", join(root, "engine/access-log/testing/writer.ts")];
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanUps.splice(0).toReversed()) clean();
});

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "evenkeel-disaster-"));
  cleanUps.push(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Files of a stream, the oldest first. */
function texts(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".log"))
    .toSorted()
    .map((name) => readFileSync(join(directory, name), "latin1"));
}

/** A small disk of its own; null where this user may not mount one. */
function smallDisk(size: string): string | null {
  const directory = temporary();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", directory], { stdio: "ignore" });
  } catch {
    return null;
  }
  cleanUps.push(() => execFileSync("umount", ["-l", directory]));
  return directory;
}

describe("a writer that is killed", () => {
  it("leaves whole lines in order, and at most one that is cut off at the very end", async () => {
    for (const lines of [2000, 9000, 21_000]) {
      const directory = join(temporary(), "stream");
      const child = spawn(process.execPath, [...writer, directory, "100000000"], { cwd: root, stdio: "ignore" });
      const gone = new Promise((done) => child.on("exit", done));
      const count = (): number => {
        try {
          return texts(directory).reduce((sum, text) => sum + text.split("\n").length - 1, 0);
        } catch {
          return 0;
        }
      };
      await eventually(() => count() > lines, `${lines} lines`, 30_000);
      child.kill("SIGKILL");
      await gone;
      const files = texts(directory);
      let next = 0;
      for (const [index, text] of files.entries()) {
        const whole = text.split("\n");
        const rest = whole.pop();
        // Only the file that was being written may have an unfinished line.
        if (index < files.length - 1) expect(rest).toBe("");
        for (const line of whole) {
          expect(line).toBe(`${String(next).padStart(10, "0")} ${"x".repeat(next % 200)} end`);
          next += 1;
        }
      }
      expect(next).toBeGreaterThan(lines);
    }
  }, 90_000);
});

describe("a disk that takes no more", () => {
  it("by a limit of the system: what is there is whole, what is not is counted", () => {
    const directory = join(temporary(), "stream");
    // Blocks of 512 bytes or of a kilobyte, as the shell has it: far less than one file would have.
    const command = `ulimit -f 64; trap '' XFSZ; exec "$@"`;
    const args = ["-c", command, "sh", process.execPath, ...writer, directory, "20000"];
    const told = JSON.parse(execFileSync("sh", args, { cwd: root, encoding: "utf8" })) as Record<string, unknown>;
    const lines = texts(directory).flatMap((text) => text.split("\n").slice(0, -1));
    expect(told.error).toBe("EFBIG");
    // A piece that was taken in part counts as dropped: its lines are there or not, but none is broken.
    expect(lines.length).toBeGreaterThanOrEqual(told.written as number);
    expect(told.dropped).toBeGreaterThan(0);
    expect((told.written as number) + (told.dropped as number)).toBe(20_000);
    lines.forEach((line, i) => expect(line).toBe(`${String(i).padStart(10, "0")} ${"x".repeat(i % 200)} end`));
  }, 60_000);

  it("lets traffic go on, counts what it drops, and goes on writing when there is room", async (test) => {
    const logDirectory = smallDisk("128k");
    if (logDirectory === null) return test.skip();
    const ballast = join(logDirectory, "ballast");
    writeFileSync(ballast, Buffer.alloc(96 * 1024));
    const accessLog = {
      streamId: "stream",
      loadBalancerId: "lb",
      listenerId: "listener",
      projectId: "tenant",
      publicAddress: "127.0.20.2:80",
    };
    const backend = await startBackend(answerEach(ok("four")));
    const balancer = startBalancer({ members: [{ port: backend.port }], logDirectory, listener: { accessLog } });
    const client = await openClient(balancer.port);
    let asked = 0;
    const ask = async (): Promise<void> => {
      client.send(`GET /${asked++} HTTP/1.1\r\nHost: h\r\nUser-Agent: ${"a".repeat(600)}\r\n\r\n`);
      expect((await client.answer()).head).toMatch(/^HTTP\/1\.1 200 /);
    };
    const stream = join(logDirectory, "stream");
    const paths = (): string[] =>
      texts(stream)
        .flatMap((text) => text.split("\n").slice(0, -1))
        .map((line) => parseLine(line).request);
    const isFull = (): boolean => {
      try {
        const room = execFileSync("df", ["--output=avail", logDirectory], { encoding: "utf8" });
        return Number(room.split("\n")[1]) === 0;
      } catch {
        return false;
      }
    };
    for (let round = 0; round < 200 && !isFull(); round++) for (let i = 0; i < 20; i++) await ask();
    expect(isFull()).toBe(true);
    const atFull = paths().length;
    for (let i = 0; i < 100; i++) await ask();
    expect(statSync(ballast).size).toBe(96 * 1024);
    rmSync(ballast);
    await eventually(() => paths().length > atFull, "lines after there is room again", 10_000);
    const seen = paths().map((request) => Number(/\/(\d+) HTTP/.exec(request)?.[1]));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);
});
