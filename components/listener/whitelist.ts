/** Entries of a typed whitelist: separated by commas, spaces or lines (AC-03). */
export function readCidrs(text: string): string[] {
  return text.split(/[\s,，;；]+/u).filter((entry) => entry !== "");
}
