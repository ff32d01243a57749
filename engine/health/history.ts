import type { MemberState } from "@/lib/wire/messages";

type Turn = MemberState["history"][number];

/** How many turns of a member are kept. */
export const turnsKept = 20;

/** The last turns of a member between online and offline, oldest first; a turn that repeats the last one is none. */
export function withTurn(turns: Turn[], turn: Turn): Turn[] {
  if (turns.at(-1)?.health === turn.health) return turns;
  return [...turns, turn].slice(-turnsKept);
}
