import { latencyBuckets } from "@/lib/model/latency";
import type { Aggregate } from "./aggregate";

/*
 * A window on disk: whole numbers of 7 bits a byte, the low ones first. [minutes, unless it is one minute] [pairs of the
 * histogram] (gap, count)* then by field its sum, and where it is neither 0 nor of one minute its greatest and least
 * value. Zeros at the end are left out: an idle minute takes no byte.
 */

/** Of numbers that `write` took. */
class Writer {
  private readonly bytes: number[] = [];
  private length = 0;

  write(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
    if (value !== 0) this.length = this.bytes.length;
  }

  done(): Buffer {
    return Buffer.from(this.bytes.slice(0, this.length));
  }
}

/** Beyond the end there are zeros. */
class Reader {
  private offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  read(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.offset++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
}

/** `isMinute`: of the shortest period, where every value is its own sum, greatest and least. */
export function encode({ minutes, sums, maxima, minima, latency }: Aggregate, isMinute: boolean): Buffer {
  const writer = new Writer();
  if (!isMinute) writer.write(minutes);
  const filled = latency === null ? [] : [...latency.entries()].filter(([, count]) => count > 0);
  writer.write(filled.length);
  let next = 0;
  for (const [bucket, count] of filled) {
    writer.write(bucket - next);
    writer.write(count);
    next = bucket + 1;
  }
  for (const [field, sum] of sums.entries()) {
    writer.write(sum);
    if (isMinute || sum === 0) continue;
    writer.write(maxima[field] ?? 0);
    writer.write(minima[field] ?? 0);
  }
  return writer.done();
}

/** `fields`: how many there are today; those that the window was written without are 0. */
export function decode(bytes: Uint8Array, fields: number, isMinute: boolean): Aggregate {
  const reader = new Reader(bytes);
  const minutes = isMinute ? 1 : reader.read();
  const filled = Math.min(reader.read(), latencyBuckets);
  const latency = filled === 0 ? null : new Float64Array(latencyBuckets);
  let bucket = 0;
  for (let pair = 0; pair < filled; pair++) {
    bucket += reader.read();
    const count = reader.read();
    if (latency !== null && bucket < latencyBuckets) latency[bucket] = count;
    bucket++;
  }
  const sums = new Float64Array(fields);
  const maxima = isMinute ? sums : new Float64Array(fields);
  const minima = isMinute ? sums : new Float64Array(fields);
  for (let field = 0; field < fields; field++) {
    const sum = reader.read();
    sums[field] = sum;
    if (isMinute || sum === 0) continue;
    maxima[field] = reader.read();
    minima[field] = reader.read();
  }
  return { minutes, sums, maxima, minima, latency };
}
