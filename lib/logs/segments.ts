import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { dataDirectory } from "@/lib/db/data-directory";
import { readSegmentName } from "@/lib/model/log-segment";

/** A log file of a stream as it is now; its worker may still write it. */
export interface Segment {
  name: string;
  path: string;
  /** When it was begun, in ms of the epoch. */
  beganAt: number;
  worker: number;
  bytes: number;
}

/** Where the engine writes the lines of a stream. */
export function streamDirectory(streamId: string, data = dataDirectory()): string {
  return path.join(data, "logs", streamId);
}

/** Files of a stream, the oldest first; none where it was never written. */
export function listSegments(directory: string): Segment[] {
  const found: Segment[] = [];
  for (const name of namesIn(directory)) {
    const read = readSegmentName(name);
    if (read === null) continue;
    const file = path.join(directory, name);
    // It may have expired since.
    const facts = statSync(file, { throwIfNoEntry: false });
    if (facts !== undefined) found.push({ ...read, name, path: file, bytes: facts.size });
  }
  return found.sort((a, b) => a.beganAt - b.beganAt || a.worker - b.worker);
}

export function streamBytes(streamId: string): number {
  return listSegments(streamDirectory(streamId)).reduce((sum, { bytes }) => sum + bytes, 0);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
