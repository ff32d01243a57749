/** `000` to `999`. */
const thousandths: readonly string[] = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, "0"));

/** Seconds with three digits behind the point. Below 0: `-`. */
export function seconds(ms: number): string {
  if (ms < 0) return "-";
  const whole = Math.floor(ms);
  const full = Math.floor(whole / 1000);
  return `${full}.${thousandths[whole - full * 1000]}`;
}

/** Local time with its offset, `2026-11-22T18:30:00+01:00` (LG-09). `offsetMinutes`: UTC less local time. */
export function localTime(ms: number, offsetMinutes = new Date(ms).getTimezoneOffset()): string {
  const local = new Date(ms - offsetMinutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${local}${offsetMinutes > 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The two times of a line, made anew once a second. */
export class LineClock {
  private second = -1;
  private secondText = "";
  iso = "";

  /** Seconds of the epoch with ms; sets {@link iso}. */
  read(now: number): string {
    const second = Math.floor(now / 1000);
    if (second !== this.second) {
      this.second = second;
      this.secondText = `${second}.`;
      this.iso = localTime(second * 1000);
    }
    return this.secondText + thousandths[now - second * 1000];
  }
}
