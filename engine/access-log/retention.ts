import { readdir, rmdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { readSegmentName } from "@/lib/model/log-segment";

/** How much of a group's streams is kept. */
export interface LogRetention {
  maxAgeMs: number;
  /** Of all streams together. */
  maxBytes: number;
  streamIds: readonly string[];
}

/** How long files stay that no group names any more: a lost configuration loses no log at once. */
const orphanMs = 86_400_000;
/** A file may be written for so long after it was begun. */
const openMs = 3_600_000;

interface Segment {
  path: string;
  beganAt: number;
  bytes: number;
  /** Its worker writes it, as far as names tell: it stays. */
  isNewest: boolean;
}

/** Deletes what is older or more than its group keeps, the oldest first. Gives the number of files deleted. */
export async function expireLogs(directory: string, groups: readonly LogRetention[], now: number): Promise<number> {
  const known = new Set(groups.flatMap(({ streamIds }) => streamIds));
  let deleted = 0;
  for (const { streamIds, maxAgeMs, maxBytes } of groups) {
    const lists = await Promise.all(streamIds.map((id) => segmentsOf(join(directory, id))));
    const segments = lists.flat().sort((a, b) => a.beganAt - b.beganAt);
    let bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
    for (const segment of segments) {
      const isOld = segment.beganAt + openMs + maxAgeMs < now;
      if (!isOld && (bytes <= maxBytes || segment.isNewest)) continue;
      bytes -= segment.bytes;
      deleted += await remove(segment);
    }
  }
  for (const id of await readdir(directory).catch(() => [])) {
    if (known.has(id)) continue;
    const segments = await segmentsOf(join(directory, id));
    if (segments.some(({ beganAt }) => beganAt + openMs + orphanMs >= now)) continue;
    for (const segment of segments) deleted += await remove(segment);
    // What is none of ours stays, and its directory with it.
    if (segments.length > 0) await rmdir(join(directory, id)).catch(() => undefined);
  }
  return deleted;
}

async function segmentsOf(directory: string): Promise<Segment[]> {
  const found: Segment[] = [];
  const newest = new Map<number, Segment>();
  for (const name of await readdir(directory).catch(() => [])) {
    const read = readSegmentName(name);
    if (read === null) continue;
    const path = join(directory, name);
    const facts = await stat(path).catch(() => null);
    if (facts === null) continue;
    const segment = { path, beganAt: read.beganAt, bytes: facts.size, isNewest: false };
    const before = newest.get(read.worker);
    if (before === undefined || before.beganAt < segment.beganAt) newest.set(read.worker, segment);
    found.push(segment);
  }
  for (const segment of newest.values()) segment.isNewest = true;
  return found;
}

async function remove({ path }: Segment): Promise<number> {
  return unlink(path).then(
    () => 1,
    () => 0,
  );
}
