/**
 * Name of a log file: when it was begun (UTC, to the ms) and by which worker, so that names sort by time and each file
 * has one writer. Lines of one file are in order; lines of all workers are put in order by their first field.
 */
export function segmentName(beganAt: number, worker: number): string {
  return `${new Date(beganAt).toISOString().replace(/[-:.]/g, "")}-w${worker}.log`;
}

const shape = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-w(\d+)\.log$/;

/** What a name says; null: it is none of ours. */
export function readSegmentName(name: string): { beganAt: number; worker: number } | null {
  const found = shape.exec(name);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, ms, worker] = found;
  const beganAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(beganAt) ? null : { beganAt, worker: Number(worker) };
}
