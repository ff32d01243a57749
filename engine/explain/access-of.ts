import type { PassageExplanation } from "@/lib/wire/explanation";
import { admits } from "@/engine/limits/peer-address";
import type { ListenerPlan } from "@/engine/plan/plan";

/** How the access list judges an address; null: there is none. */
export function accessOf({ whitelist }: ListenerPlan, source: number): PassageExplanation["accessList"] {
  return whitelist === null ? null : { ranges: whitelist.size, admits: admits(whitelist, source) };
}
