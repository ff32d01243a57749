import { disk } from "../disk";
import { SegmentFile } from "../segment-file";
import { StreamLog } from "../stream-log";

/* A process that writes numbered lines to a directory until it is killed, and says now and then what became of them. */

const [, , directory = "", count = "0"] = process.argv;
const log = new StreamLog(new SegmentFile(disk, directory, 0, { maxBytes: 256 * 1024 }));
let next = 0;

function write(): void {
  for (let i = 0; i < 500 && next < Number(count); i++) {
    log.add(`${String(next).padStart(10, "0")} ${"x".repeat(next % 200)} end\n`);
    next += 1;
  }
  void log.flush();
  if (next >= Number(count)) return void end();
  setTimeout(write, 1);
}

async function end(): Promise<void> {
  await log.close();
  process.stdout.write(JSON.stringify({ written: log.written, dropped: log.dropped, error: log.error }));
}

write();
