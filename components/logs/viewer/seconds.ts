/** Seconds of a line as whole ms. */
export function seconds(value: number): number {
  return Math.round(value * 1000);
}
