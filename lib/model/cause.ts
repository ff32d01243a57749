import type { FirewallKind } from "./firewall-lines";
import type { Finding } from "./probe-report";

/** Seconds of traffic that a diagnosis looks back on. */
export const diagnosisWindowS = 300;

/** One cause of the guide's list: what is known of it, said by `text`, a message of its own. */
export interface Cause<Key extends string = string, Text extends string = string> {
  key: Key;
  finding: Finding;
  text: Text;
  values: Record<string, string | number>;
  /** Object to look at: its page is one step away. */
  subject?: { type: "listener" | "pool"; id: string };
  /** What to type where it is put right. */
  command?: { kind: FirewallKind | "address"; lines: string[] };
}

/** Makes causes of one question's keys and texts. */
export function causeOf<Key extends string, Text extends string>(
  key: Key,
  finding: Finding,
  text: Text,
  values: Cause["values"] = {},
): Cause<Key, Text> {
  return { key, finding, text, values };
}

/** What a server got in the window, in the order of the group. */
export interface ServerShare {
  id: string;
  name: string;
  weight: number;
  /** 0–1 of what weights promise, null where the algorithm promises nothing; and of what it got, null without any. */
  promised: number | null;
  got: number | null;
  requests: number;
  connections: number;
}
