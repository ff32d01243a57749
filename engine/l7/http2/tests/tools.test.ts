import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { startHttp2 } from "../testing/start";

const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), "evenkeel-http2-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function has(tool: string, ...args: string[]): boolean {
  try {
    return execFileSync(tool, args, { encoding: "utf8" }).includes(tool === "curl" ? "HTTP2" : "nghttp2");
  } catch {
    return false;
  }
}

describe("clients that others wrote", () => {
  it.skipIf(!has("curl", "--version"))(
    "curl",
    async () => {
      const { balancer, backend } = await startHttp2(
        answerEach((head, body) => ok(`${head.split(" ")[0]} ${body.length}`)),
      );
      const body = join(directory, "body");
      writeFileSync(body, Buffer.alloc(1_000_000, "b"));
      const url = `https://127.0.0.1:${balancer.port}/a?b=c`;
      const told = ["-sSk", "--http2", "--max-time", "20", "-w", " %{http_version} %{http_code}"];
      expect((await run("curl", [...told, url])).stdout).toBe("GET 0 2 200");
      expect((await run("curl", [...told, "--data-binary", `@${body}`, url])).stdout).toBe("POST 1000000 2 200");
      expect((await run("curl", [...told, "-I", url])).stdout).toMatch(/^HTTP\/2 200 [^]* 2 200$/);
      expect((await run("curl", ["-sSk", "--http1.1", "-w", " %{http_version}", url])).stdout).toBe("GET 0 1.1");
      expect(backend.requestLines[0]).toBe("GET /a?b=c HTTP/1.1");
    },
    30_000,
  );

  it.skipIf(!has("nghttp", "--version"))(
    "nghttp, which checks what it is sent",
    async () => {
      const { balancer } = await startHttp2(answerEach(ok("x".repeat(100_000))));
      const url = `https://127.0.0.1:${balancer.port}/`;
      const { stdout } = await run("nghttp", ["-nv", "-y", "--header-table-size=0", "-m5", url], { timeout: 20_000 });
      expect(stdout.match(/:status: 200/g)).toHaveLength(5);
      expect(stdout).not.toMatch(/PROTOCOL_ERROR|COMPRESSION_ERROR|FRAME_SIZE_ERROR/);
    },
    30_000,
  );

  it.skipIf(!has("h2load", "--version"))(
    "h2load",
    async () => {
      const { balancer } = await startHttp2(answerEach(ok("ok")));
      const args = ["-n3000", "-c4", "-m30", `https://127.0.0.1:${balancer.port}/`];
      const { stdout } = await run("h2load", args, { timeout: 30_000 });
      expect(stdout).toMatch(/3000 succeeded, 0 failed, 0 errored, 0 timeout/);
    },
    40_000,
  );
});
