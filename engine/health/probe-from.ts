import type { ProbeTarget } from "./probe";

/** What makes a socket of Node come from the probe's source address. */
export function from({ source }: ProbeTarget): { localAddress?: string } {
  return source === undefined || source === null ? {} : { localAddress: source };
}
