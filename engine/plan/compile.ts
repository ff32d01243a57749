import { isIPv4 } from "node:net";
import { type ObjectError, refusalCodes } from "@/lib/wire/messages";
import { type CertificateMaterial, certificateIds } from "@/engine/tls/compile-tls";
import type { CertificateSpec, ListenerSpec, LoadBalancerSpec, PoolSpec, Snapshot } from "@/lib/wire/snapshot";
import { compileFront, type Front } from "./compile-front";
import { compileListener, groupProtocols, takePorts } from "./compile-listener";
import { compilePool } from "./compile-pool";
import { Findings } from "./findings";
import type { ListenerPlan, ListenerSource, MemberPlan, Plan, PoolPlan, Slots } from "./plan";
import { sameJson } from "./same-json";
import type { Running } from "./steps";

export interface Compilation {
  plan: Plan;
  /** The plan as workers are sent it; a listener's source is the same object while its plan is. */
  running: Running<ListenerSource>;
  /** Objects that are left out, and why. */
  errors: ObjectError[];
  /** Objects that run otherwise than they say. */
  warnings: ObjectError[];
  /** For the next compilation. */
  made: Made;
}

/** What became of each spec, with all that decided it. */
interface Made {
  /** Of the snapshot: a change of them changes every group. */
  readonly sources: readonly string[];
  readonly fronts: Map<string, { front: Front; slots: Rows; found: Findings }>;
  readonly pools: Map<string, { spec: PoolSpec; plan: PoolPlan; slots: Rows; found: Findings }>;
  readonly listeners: Map<
    string,
    {
      spec: ListenerSpec;
      front: Front;
      protocols: string;
      certificates: readonly CertificateSpec[];
      plan: ListenerPlan;
      source: ListenerSource;
      found: Findings;
    }
  >;
}

/** Opens the sealed key of a certificate; null: it cannot. */
export type OpenKey = (certificateId: string, sealed: string) => string | null;

type Rows = readonly (number | undefined)[];

/**
 * Compiles a snapshot to what workers run. Pure and deterministic. Every refusal but the operating system's is decided
 * here; a refused object never stops others. Objects that are switched off are left out without a word. Of two
 * listeners on one port the first stays.
 *
 * @param former a compilation before: specs that are the same objects (`withKnownSpecs`) are taken over from it. The
 * result says the same as without it.
 */
export function compilePlan(
  snapshot: Snapshot,
  slots: Slots,
  former?: Compilation,
  openKey: OpenKey = () => null,
): Compilation {
  const findings = new Findings();
  const sources = snapshot.sourceAddresses.filter(isIPv4);
  const made: Made = { sources, fronts: new Map(), pools: new Map(), listeners: new Map() };
  const fronts = compileFronts(snapshot, slots, findings, made, former?.made);
  const members = new Map<string, MemberPlan>();
  const pools = compilePools(snapshot, { fronts, slots, findings, members, sources, made, former: former?.made });
  const listeners = new Map<string, ListenerPlan>();
  const listenerSources = new Map<string, ListenerSource>();
  const seen = new Set<string>();
  const taken = new Map<string, string>();
  const certificates = new Map(snapshot.certificates.map((certificate) => [certificate.id, certificate]));
  for (const spec of snapshot.listeners) {
    if (seen.has(spec.id)) {
      findings.refuse("listener", spec.id, "id", refusalCodes.invalidValue, "the id is used twice");
      continue;
    }
    seen.add(spec.id);
    const front = fronts.get(spec.loadBalancerId);
    const protocols = groupProtocols(spec, pools);
    const used = certificateIds(spec.tls).flatMap((id) => certificates.get(id) ?? []);
    let known = former?.made.listeners.get(spec.id);
    if (
      known?.spec === spec &&
      known.front === front &&
      known.protocols === protocols &&
      sameItems(known.certificates, used) &&
      known.plan.slot === slots.listeners[spec.id]
    ) {
      if (!takePorts(spec, front, { taken, findings })) continue;
    } else {
      const found = new Findings();
      const open = used.map((certificate) => materialOf(certificate, openKey));
      const named = new Map(open.map((certificate) => [certificate.id, certificate]));
      const plan = compileListener(spec, { fronts, pools, certificates: named, slots, findings: found, taken });
      if (plan === null || front === undefined) {
        findings.add(found);
        continue;
      }
      known = { spec, front, protocols, certificates: used, plan, source: sourceOf(spec, front, open, slots), found };
    }
    findings.add(known.found);
    made.listeners.set(spec.id, known);
    listeners.set(spec.id, known.plan);
    listenerSources.set(spec.id, known.source);
  }
  const plan = { generation: snapshot.generation, listeners, pools, members };
  const running = { pools, members, listeners: listenerSources };
  return { plan, running, errors: findings.errors, warnings: findings.warnings, made };
}

function compileFronts(
  snapshot: Snapshot,
  slots: Slots,
  findings: Findings,
  made: Made,
  former: Made | undefined,
): Map<string, Front> {
  const fronts = new Map<string, Front>();
  for (const spec of snapshot.loadBalancers) {
    const refuse = (message: string) =>
      findings.refuse("loadbalancer", spec.id, "id", refusalCodes.invalidValue, message);
    if (fronts.has(spec.id)) {
      refuse("the id is used twice");
      continue;
    }
    if (!/^[!-~]+$/.test(spec.id)) {
      refuse("the id is not printable ASCII");
      continue;
    }
    const rows = addressRowsOf(spec, slots);
    let known = former?.fronts.get(spec.id);
    if (known?.front.spec !== spec || !sameItems(known.slots, rows)) {
      const found = new Findings();
      known = { front: compileFront(spec, slots, found), slots: rows, found };
    }
    findings.add(known.found);
    made.fronts.set(spec.id, known);
    fronts.set(spec.id, known.front);
  }
  return fronts;
}

interface PoolContext {
  readonly fronts: ReadonlyMap<string, Front>;
  readonly slots: Slots;
  readonly findings: Findings;
  readonly members: Map<string, MemberPlan>;
  readonly sources: readonly string[];
  readonly made: Made;
  readonly former: Made | undefined;
}

function compilePools(snapshot: Snapshot, context: PoolContext): Map<string, PoolPlan> {
  const { fronts, slots, findings, members, sources, made, former } = context;
  const known = sameJson(former?.sources, sources) ? former?.pools : undefined;
  const pools = new Map<string, PoolPlan>();
  for (const spec of snapshot.pools) {
    const refuse = (field: string, code: string, message: string) =>
      findings.refuse("pool", spec.id, field, code, message);
    if (pools.has(spec.id)) {
      refuse("id", refusalCodes.invalidValue, "the id is used twice");
      continue;
    }
    if (!fronts.has(spec.loadBalancerId)) {
      refuse("loadBalancerId", refusalCodes.danglingReference, `there is no load balancer ${spec.loadBalancerId}`);
      continue;
    }
    const rows = spec.members.map(({ id }) => slots.members[id]);
    const isFree = haveIdsOfTheirOwn(spec, members);
    let pool = known?.get(spec.id);
    if (pool?.spec === spec && isFree && sameItems(pool.slots, rows)) {
      for (const member of pool.plan.members) members.set(member.id, member);
    } else {
      const found = new Findings();
      pool = { spec, plan: compilePool(spec, slots, found, members, sources), slots: rows, found };
    }
    findings.add(pool.found);
    if (isFree) made.pools.set(spec.id, pool);
    pools.set(spec.id, pool.plan);
  }
  return pools;
}

/** Does no member of the group have the id of another one? Then what becomes of it does not depend on other groups. */
function haveIdsOfTheirOwn({ members }: PoolSpec, taken: ReadonlyMap<string, unknown>): boolean {
  const ids = new Set(members.map(({ id }) => id));
  if (ids.size !== members.length) return false;
  for (const id of ids) if (taken.has(id)) return false;
  return true;
}

function materialOf(
  { id, name, certificatePem, sealedKey, names }: CertificateSpec,
  openKey: OpenKey,
): CertificateMaterial {
  const privateKeyPem = sealedKey === null ? null : openKey(id, sealedKey);
  return { id, name, certificatePem, privateKeyPem, names };
}

function sourceOf(
  spec: ListenerSpec,
  front: Front,
  certificates: readonly CertificateMaterial[],
  slots: Slots,
): ListenerSource {
  const addresses: Record<string, number> = {};
  for (const { id } of front.spec.addresses) {
    const row = slots.addresses[id];
    if (row !== undefined) addresses[id] = row;
  }
  const row = slots.listeners[spec.id];
  const listeners = row === undefined ? {} : { [spec.id]: row };
  return { spec, loadBalancer: front.spec, certificates, slots: { listeners, members: {}, addresses } };
}

function addressRowsOf({ addresses }: LoadBalancerSpec, slots: Slots): Rows {
  return addresses.map(({ id }) => slots.addresses[id]);
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
