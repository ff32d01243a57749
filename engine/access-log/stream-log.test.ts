import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Disk, disk } from "./disk";
import { SegmentFile, type SegmentLimits } from "./segment-file";
import { readSegmentName, segmentName } from "@/lib/model/log-segment";
import { bufferBytes, StreamLog } from "./stream-log";

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A disk with room for so many bytes, which it takes in part at the end as a real one does. */
class SmallDisk implements Disk {
  constructor(public room: number) {}

  create(directory: string, name: string): Promise<number> {
    return disk.create(directory, name);
  }

  async write(fd: number, bytes: Uint8Array, from: number, length: number, position: number): Promise<number> {
    if (this.room === 0) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    const count = await disk.write(fd, bytes, from, Math.min(length, this.room), position);
    this.room -= count;
    return count;
  }

  close(fd: number): Promise<void> {
    return disk.close(fd);
  }
}

function begin(on: Disk = disk, limits: Partial<SegmentLimits> = {}) {
  const directory = mkdtempSync(join(tmpdir(), "evenkeel-access-log-"));
  made.push(directory);
  const clock = { now: 1_000_000 };
  const log = new StreamLog(new SegmentFile(on, join(directory, "s"), 3, limits), () => clock.now);
  const files = (): string[] => readdirSync(join(directory, "s")).sort();
  const text = (): string =>
    files()
      .map((name) => readFileSync(join(directory, "s", name), "latin1"))
      .join("");
  return { log, clock, files, text };
}

const line = (i: number, length = 100): string => `${String(i).padStart(length - 1, "0")}\n`;

describe("a stream's log", () => {
  it("has every line once and in order, over several buffers", async () => {
    const { log, text } = begin();
    const lines = Array.from({ length: 5000 }, (_, i) => line(i));
    for (const one of lines) log.add(one);
    await log.close();
    expect(text()).toBe(lines.join(""));
    expect([log.written, log.dropped, log.error]).toEqual([5000, 0, ""]);
  });

  it("is on the disk after a flush, with characters as bytes", async () => {
    const { log, text } = begin();
    log.add("caf\xe9\n");
    await log.flush();
    expect(text()).toBe("caf\xe9\n");
    await log.close();
  });

  it("begins another file by size and by age, named by its begin and worker", async () => {
    const { log, clock, files } = begin(disk, { maxBytes: 150, maxAgeMs: 1000 });
    for (const [at, i] of [
      [0, 1],
      [1, 2],
      [2, 3],
      [1003, 4],
    ] as const) {
      clock.now = 1_000_000 + at;
      log.add(line(i));
      await log.flush();
    }
    await log.close();
    expect(files().map(readSegmentName)).toEqual([0, 2, 1003].map((at) => ({ beganAt: 1_000_000 + at, worker: 3 })));
  });

  it("closes a file that is over without a further line", async () => {
    let open = 0;
    const counting: Disk = {
      create: (...rest) => disk.create(...rest).then((fd) => ((open += 1), fd)),
      write: (...rest) => disk.write(...rest),
      close: (fd) => disk.close(fd).then(() => void (open -= 1)),
    };
    const { log, clock } = begin(counting, { maxAgeMs: 1000 });
    log.add(line(1));
    await log.flush();
    expect(open).toBe(1);
    clock.now += 2000;
    await log.flush();
    expect(open).toBe(0);
  });

  it("keeps what a full disk refuses, drops whole lines beyond its bound, and goes on", async () => {
    const small = new SmallDisk(150);
    const { log, text } = begin(small);
    log.add(line(0));
    log.add(line(1));
    await log.flush();
    expect([log.error, log.written]).toEqual(["ENOSPC", 0]);
    const perBuffer = Math.floor(bufferBytes / 100);
    for (let i = 2; i < perBuffer * 20; i++) log.add(line(i));
    await log.flush();
    expect(log.dropped).toBeGreaterThan(perBuffer);
    const { dropped } = log;
    small.room = Number.POSITIVE_INFINITY;
    await log.flush();
    expect(log.error).toBe("");
    log.add(line(999_999));
    await log.close();
    const kept = perBuffer * 20 - dropped;
    const lines = text().split("\n").slice(0, -1);
    expect(lines.map(Number)).toEqual([...Array.from({ length: kept }, (_, i) => i), 999_999]);
    expect([log.written, log.dropped]).toEqual([kept + 1, dropped]);
  });

  it("counts as dropped what the disk never took", async () => {
    const { log, text } = begin(new SmallDisk(0));
    for (let i = 0; i < 1000; i++) log.add(line(i));
    await log.close();
    log.add(line(1000));
    expect([log.written, log.dropped, log.error]).toEqual([0, 1001, "ENOSPC"]);
    expect(text()).toBe("");
  });

  it("says ENOTDIR where the directory cannot be made", async () => {
    const log = new StreamLog(new SegmentFile(disk, "/dev/null/s", 0));
    log.add(line(1));
    await log.flush();
    expect(log.error).toBe("ENOTDIR");
    await log.close();
    expect(log.dropped).toBe(1);
  });
});

describe("a segment's name", () => {
  it("says when it was begun and by whom", () => {
    expect(segmentName(Date.UTC(2026, 10, 22, 18, 30, 1, 7), 12)).toBe("20261122T183001007Z-w12.log");
    expect(readSegmentName("20261122T183001007Z-w12.log")).toEqual({
      beganAt: Date.UTC(2026, 10, 22, 18, 30, 1, 7),
      worker: 12,
    });
    for (const other of ["", "x.log", "20269922T183001007Z-w1.log", "20261122T183001007Z-w1.log.gz"])
      expect(readSegmentName(other)).toBeNull();
  });
});
