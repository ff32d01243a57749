import type { Tone } from "./shape";

export interface KeelPart {
  count: number;
  tone: Tone;
  /** Stands on the line, hangs under it, is half as high, or lies flat. */
  stance: "up" | "down" | "half" | "flat";
}

const stances = {
  up: { y: 2, height: 6 },
  down: { y: 9.5, height: 6 },
  half: { y: 4, height: 4 },
  flat: { y: 6, height: 2 },
} as const;

/** The keel strip drawn to scale; words with the counts stand beside it. */
export function KeelBar({ parts }: { parts: readonly KeelPart[] }) {
  const shares = scaleParts(parts);
  return (
    <svg viewBox="0 0 100 17" preserveAspectRatio="none" aria-hidden="true" className="block h-4 w-full">
      <rect x={0} y={8} width={100} height={1.2} fill="var(--border-strong)" />
      {shares.map(({ part, start, share }, index) => (
        <rect
          key={index}
          x={start}
          width={Math.max(share - 0.7, 0.6)}
          {...stances[part.stance]}
          fill={`var(--${part.tone}-mark)`}
        />
      ))}
    </svg>
  );
}

const leastShare = 1.6;

/** Shares of 100, each part at least wide enough to be seen. */
export function scaleParts(parts: readonly KeelPart[]): { part: KeelPart; start: number; share: number }[] {
  const present = parts.filter((part) => part.count > 0);
  const total = present.reduce((sum, part) => sum + part.count, 0);
  const raw = present.map((part) => Math.max((part.count / total) * 100, leastShare));
  const excess = raw.reduce((sum, share) => sum + share, 0) / 100;
  let start = 0;
  return present.map((part, index) => {
    const share = (raw[index] ?? 0) / excess;
    const placed = { part, start, share };
    start += share;
    return placed;
  });
}
