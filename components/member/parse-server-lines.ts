import { MemberInput } from "@/lib/model/member";

export interface ServerLine {
  name: string;
  address: string;
  port: number;
  weight: number;
}

export interface LineFault {
  line: number;
  text: string;
  /** Rule that is broken; null where the line is not of the form. */
  rule: string | null;
}

/** `address:port weight`, a server a line; a name may stand in front, and without a weight it is 1. */
export function parseServerLines(text: string): { servers: ServerLine[]; faults: LineFault[] } {
  const servers: ServerLine[] = [];
  const faults: LineFault[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const server = readLine(line);
    if (server === null) {
      faults.push({ line: index + 1, text: line, rule: null });
      continue;
    }
    const parsed = MemberInput.safeParse(server);
    if (parsed.success) servers.push({ ...server, address: parsed.data.address });
    else faults.push({ line: index + 1, text: line, rule: parsed.error.issues[0]?.message ?? null });
  }
  return { servers, faults };
}

const place = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:]+)):(\d{1,5})$/;

function readLine(line: string): ServerLine | null {
  const parts = line.split(/[\s,;，；]+/u).filter((part) => part !== "");
  const at = parts.findIndex((part) => place.test(part));
  if (at < 0 || at > 1 || parts.length > at + 2) return null;
  const [, v6, other, port] = place.exec(parts[at] ?? "") ?? [];
  const weight = parts[at + 1] ?? "1";
  if (!/^\d{1,5}$/.test(weight)) return null;
  return {
    name: at === 1 ? (parts[0] ?? "") : "",
    address: v6 ?? other ?? "",
    port: Number(port),
    weight: Number(weight),
  };
}
