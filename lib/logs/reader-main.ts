import { setPriority } from "node:os";
import { once } from "node:events";
import { exportLogs } from "./export";
import type { ReaderTask } from "./reader-task";
import { searchLogs } from "./search";
import { tailLogs } from "./tail";

/* A process of its own that reads logs for one asker: it takes no memory from the console, and time only behind the data path,
   and it ends with whoever started it. The task comes as one line of JSON; the answer goes to standard output. */

const priority = 5;

async function main(): Promise<void> {
  setPriority(priority);
  const ended = new AbortController();
  process.stdin.on("end", () => {
    ended.abort();
    process.exit(0);
  });
  process.stdout.on("error", () => process.exit(0));
  const task = await readTask();
  const write = (text: string): Promise<void> | void => {
    if (!process.stdout.write(text)) return once(process.stdout, "drain").then(() => undefined);
  };
  try {
    if (task.kind === "search")
      await searchLogs(task.directory, task.query, (event) => write(`${JSON.stringify(event)}\n`));
    else if (task.kind === "tail")
      await tailLogs(task.directory, task.query, (event) => write(`${JSON.stringify(event)}\n`), ended.signal);
    else await exportLogs(task.directory, task.query, task.format, write);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
  process.stdin.pause();
  process.stdin.unref?.();
}

function readTask(): Promise<ReaderTask> {
  return new Promise((done) => {
    let text = "";
    process.stdin.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const end = text.indexOf("\n");
      if (end >= 0) done(JSON.parse(text.slice(0, end)) as ReaderTask);
    });
  });
}

void main();
