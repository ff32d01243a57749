/** Round ticks from 0 to at least `max`: steps of 1, 2, 2.5 (where whole), 4 or 5 times a power of ten. */
export function niceTicks(max: number, count = 4): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 4, 5, 8, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  const step = factor * power;
  const steps = Math.max(1, Math.ceil((max / step) * 0.999));
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** `12k`, `1.5M`, `0.2`: short, for an axis. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  for (const [limit, letter] of [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const) {
    if (size >= limit) return `${Number((value / limit).toPrecision(3))}${letter}`;
  }
  return String(Number(value.toPrecision(3)));
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const timeSteps = [
  5000,
  10_000,
  15_000,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
];

/** About `count` round times within a span. `offset` shifts days to the viewer's zone (ms east of UTC). */
export function timeTicks(from: number, to: number, count = 5, offset = 0): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const step = timeSteps.find((candidate) => span / candidate <= count) ?? 7 * day;
  const ticks: number[] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at <= to; at += step) ticks.push(at);
  return ticks;
}

export type TimeDetail = "second" | "minute" | "day";

export function timeDetail(from: number, to: number): TimeDetail {
  if (to - from <= 3 * minute) return "second";
  return to - from <= 2 * day ? "minute" : "day";
}
