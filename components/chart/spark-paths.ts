/** Paths of a small line and the area under it, broken where a value is missing. */
export function sparkPaths(
  values: readonly (number | null)[],
  width: number,
  height: number,
): { line: string; area: string } {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return { line: "", area: "" };
  const max = Math.max(...known, 0);
  const min = Math.min(...known, max);
  const low = max - min < max * 0.5 ? min - (max - min || max || 1) : 0;
  const x = (index: number) => ((index / (values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (height - 2 - ((value - low) / (max - low || 1)) * (height - 4)).toFixed(1);
  const runs: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${x(index)} ${y(value)}`);
  }
  const drawn = runs.filter((run) => run.length > 1);
  const line = drawn.map((run) => `M${run.join("L")}`).join("");
  const area = drawn
    .map((run) => `M${run.join("L")}L${run.at(-1)?.split(" ")[0]} ${height}L${run[0]?.split(" ")[0]} ${height}Z`)
    .join("");
  return { line, area };
}
