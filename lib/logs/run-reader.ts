import { type ChildProcessByStdio, spawn } from "node:child_process";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import type { ReaderTask } from "./reader-task";

/** Readers at one time at most; each is a process. */
const mostReaders = 6;
/** Of a reader's own heap, in MB. */
const heapMegabytes = 128;
const running = new Set<ChildProcessByStdio<Writable, Readable, Readable>>();

/** Where the program of a reader is: built beside the engine, or its source while one develops. */
function readerArguments(): string[] {
  const root = /* turbopackIgnore: true */ process.cwd();
  const given = process.env.EVENKEEL_LOG_READER;
  if (given !== undefined) return [given];
  if (process.env.NODE_ENV === "production") return [path.join(root, ".build", "engine", "log-reader.mjs")];
  return ["--import", "tsx", path.join(root, "lib", "logs", "reader-main.ts")];
}

/**
 * Starts a reader and gives what it writes, as it writes it: whoever reads slowly slows it down, whoever leaves ends it.
 * Null: too many are reading already.
 */
export function runReader(task: ReaderTask, signal: AbortSignal): ReadableStream<Uint8Array> | null {
  if (running.size >= mostReaders) return null;
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, ...readerArguments()], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
  });
  running.add(child);
  const stop = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop, { once: true });
  const problem: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    if (problem.length < 20) problem.push(part);
  });
  child.stdin.on("error", () => undefined);
  child.stdin.write(`${JSON.stringify(task)}\n`);
  const output = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const over = new Promise<number>((done) => {
    const end = (code: number) => {
      running.delete(child);
      signal.removeEventListener("abort", stop);
      done(code);
    };
    child.on("error", (error) => {
      problem.push(String(error));
      end(1);
    });
    child.on("exit", (code) => end(code ?? 0));
  });
  if (signal.aborted) stop();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await output.next().catch(() => ({ done: true as const, value: undefined }));
      if (!next.done) return controller.enqueue(next.value);
      const code = await over;
      if (code !== 0) {
        process.stderr.write(`[console] a log reader failed: ${problem.join("")}\n`);
        if (task.kind !== "export") {
          controller.enqueue(new TextEncoder().encode(`${JSON.stringify({ type: "failed", message: "reader" })}\n`));
        } else return controller.error(new Error("the export was cut off"));
      }
      controller.close();
    },
    cancel: stop,
  });
}
