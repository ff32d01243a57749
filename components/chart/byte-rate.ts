const units = ["B/s", "kB/s", "MB/s", "GB/s"] as const;

/** A rate of bytes in the unit that keeps it short: 184.2 MB/s. */
export function byteRate(bytesPerSecond: number): { value: number; unit: (typeof units)[number] } {
  let value = bytesPerSecond;
  let index = 0;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return { value, unit: units[index] ?? "B/s" };
}
