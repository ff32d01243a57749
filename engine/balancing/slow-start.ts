/** Share of its weight that a member begins with. */
const firstShare = 0.1;

/** A member's weight while it grows from a tenth to all of it within `slowStartMs` of coming online. */
export function rampedWeight(weight: number, onlineMs: number, slowStartMs: number): number {
  if (onlineMs >= slowStartMs) return weight;
  return weight * (firstShare + (1 - firstShare) * Math.max(0, onlineMs / slowStartMs));
}
