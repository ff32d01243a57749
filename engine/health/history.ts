import type { MemberState } from "@/lib/wire/messages";

type Turn = MemberState["history"][number];

/** Turns of a member as they are kept on disk. */
export interface KeptTurns {
  memberId: string;
  /** Of the server: another place is another server. */
  place: string;
  turns: Turn[];
}

/** How many turns of a member are kept. */
export const turnsKept = 20;

/** The last turns of a member between online and offline, oldest first; a turn that repeats the last one is none. */
export function withTurn(turns: Turn[], turn: Turn): Turn[] {
  if (turns.at(-1)?.health === turn.health) return turns;
  return [...turns, turn].slice(-turnsKept);
}
