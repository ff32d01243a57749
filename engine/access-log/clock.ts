import { putBytes, putThousandths } from "./put";

/** Local time with its offset, `2026-11-22T18:30:00+01:00` (LG-09). `offsetMinutes`: UTC less local time. */
export function localTime(ms: number, offsetMinutes = new Date(ms).getTimezoneOffset()): string {
  const local = new Date(ms - offsetMinutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${local}${offsetMinutes > 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The two times of a line; their texts are made anew once a second. */
export class LineClock {
  private second = -1;
  private digits: Uint8Array = Buffer.alloc(0);
  /** Local time of the last {@link put}. */
  iso: Uint8Array = Buffer.alloc(0);

  /** Writes seconds of the epoch with three digits behind the point. Gives the index after them. */
  put(out: Uint8Array, at: number, now: number): number {
    const second = Math.floor(now / 1000);
    if (second !== this.second) {
      this.second = second;
      this.digits = Buffer.from(String(second));
      this.iso = Buffer.from(localTime(second * 1000));
    }
    return putThousandths(out, putBytes(out, at, this.digits), now - second * 1000);
  }
}
