import type { PassageExplanation } from "@/lib/wire/explanation";
import { refusals } from "@/engine/l7/answers";
import { clientHash } from "@/engine/limits/peer-address";
import { HealthWord } from "@/engine/observe/cells";
import type { MemberState } from "@/engine/upstream/member-state";
import type { PoolState } from "@/engine/upstream/pool-state";

type Session = PassageExplanation["session"];
type Standing = PassageExplanation["members"][number]["standing"];

interface Asked {
  readonly pool: PoolState | null;
  /** IPv4 address of the client as a number; -1: another kind. */
  readonly source: number;
  /** What the request brings for the group's persistence; null: nothing. */
  readonly cookie: string | null;
  readonly isHttp: boolean;
}

/** Which member of a group a request would go to, and how every member stands. */
export function explainMember(explanation: PassageExplanation, asked: Asked): PassageExplanation {
  const { pool, source, isHttp } = asked;
  const stopped = (stop: PassageExplanation["stop"]) => ({
    stop,
    status: isHttp ? refusals[stop === "noGroup" ? "noPool" : "noMember"].status : 0,
  });
  if (pool === null) return { ...explanation, ...stopped("noGroup") };
  const { session, member: sessions } = sessionOf(pool, asked);
  const members = pool.members.map((member) => ({
    memberId: member.plan.id,
    weight: pool.weightOf(member),
    held: member.inFlight,
    standing: standingOf(pool, member),
  }));
  const known = { ...explanation, poolId: pool.plan.id, session, members };
  if (!pool.plan.enabled) return { ...known, ...stopped("groupDisabled") };
  const kept = session?.outcome === "kept" ? sessions : null;
  const member = kept ?? pool.preview(clientHash(explanation.client, source));
  if (member === null) return { ...known, ...stopped(pool.members.length === 0 ? "noMember" : "noHealthyMember") };
  return { ...known, memberId: member.plan.id };
}

function sessionOf(
  pool: PoolState,
  { source, cookie, isHttp }: Asked,
): { session: Session; member: MemberState | null } {
  const { sticky, plan } = pool;
  const { persistence } = plan;
  const isKept = isHttp ? sticky !== null : pool.keepsSources;
  if (persistence === null || !isKept) return { session: null, member: null };
  const key = sticky === null || cookie === null ? null : sticky.peek(cookie, Date.now());
  const ofCookie = key === null ? null : (pool.members.find((each) => each.key === key) ?? null);
  const member = isHttp ? ofCookie : pool.sessionOf(source);
  const nothing = isHttp && cookie !== null ? "unknown" : "none";
  const outcome = member === null ? nothing : plan.enabled && pool.accepts(member) ? "kept" : "unfit";
  return {
    session: {
      type: persistence.type,
      cookieName: isHttp ? (sticky?.cookieName ?? "") : "",
      given: cookie !== null,
      outcome,
      memberId: member?.plan.id ?? null,
    },
    member,
  };
}

function standingOf(pool: PoolState, member: MemberState): Standing {
  const { plan } = member;
  if (!plan.enabled) return "disabled";
  if (plan.weight === 0) return "weightZero";
  if (plan.drainUntil !== null) return "draining";
  if (member.health === HealthWord.offline) return "unhealthy";
  if (member.health === HealthWord.unknown) return "firstCheck";
  return pool.isLeftOut(member) ? "ejected" : "eligible";
}
