import { and, eq, isNotNull, lte, ne } from "drizzle-orm";
import { members, scalingGroups, scalingInstances, scalingLinks } from "@/lib/db/schema";
import type { ScalingGroup } from "@/lib/model/scaling-group";
import type { Context } from "../context";
import { withTransaction } from "../mutation";
import { ResolveError, resolveName } from "./resolve-name";
import { settleScalingGroup } from "./settle";
import { takeAnswer } from "./take-answer";

/** Names that are resolved at one time. */
const maxResolving = 4;
/** Ms until a group whose load balancer refuses changes is settled again. */
const retryMs = 30_000;

/** Keeps scaling groups true: resolves their names in time, and ends the drains that are over. Ticked by a timer. */
export class ScalingKeeper {
  /** When a group is resolved next, in ms, and what was asked for. */
  private readonly due = new Map<string, { at: number; question: string }>();
  private readonly resolving = new Set<string>();
  private readonly notBefore = new Map<string, number>();

  constructor(
    private readonly context: () => Context,
    private readonly log: (message: string) => void,
    private readonly resolve: typeof resolveName = resolveName,
  ) {}

  /** Never throws for what a name server answers. */
  tick(): void {
    const ctx = this.context();
    this.settleDue(ctx);
    const groups = ctx.db.select().from(scalingGroups).where(ne(scalingGroups.source, "MANUAL")).all();
    const known = new Set(groups.map(({ id }) => id));
    for (const id of this.due.keys()) if (!known.has(id)) this.due.delete(id);
    for (const group of groups) {
      if (this.resolving.size >= maxResolving) return;
      if (this.isDue(group, ctx.now())) void this.ask(group);
    }
  }

  private isDue(group: ScalingGroup, now: number): boolean {
    const due = this.due.get(group.id);
    return !this.resolving.has(group.id) && (due === undefined || due.at <= now || due.question !== questionOf(group));
  }

  /** Resolves one name and takes what it says. */
  async ask(group: ScalingGroup): Promise<void> {
    this.resolving.add(group.id);
    const question = questionOf(group);
    this.due.set(group.id, { at: this.context().now() + group.intervalS * 1000, question });
    try {
      const answer = await this.resolve(group).catch((error: unknown) =>
        error instanceof ResolveError ? error : new ResolveError("FAILED"),
      );
      takeAnswer(this.context(), group, answer);
    } catch (error) {
      this.log(`scaling group ${group.id}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.resolving.delete(group.id);
    }
  }

  /** Groups whose drained servers have to go now, or that a load balancer refused a while ago. */
  private settleDue(ctx: Context): void {
    const now = ctx.now();
    for (const id of this.groupsToSettle(ctx, now)) {
      if ((this.notBefore.get(id) ?? 0) > now) continue;
      this.notBefore.set(id, now + retryMs);
      withTransaction(ctx, (mutation) => {
        const group = mutation.tx.select().from(scalingGroups).where(eq(scalingGroups.id, id)).get();
        if (group === undefined) return;
        settleScalingGroup(ctx, mutation, group);
        mutation.changes.push({ type: "scalinggroup", id });
      });
      const left = new Set(this.groupsToSettle(ctx, ctx.now()));
      if (!left.has(id)) this.notBefore.delete(id);
    }
  }

  private groupsToSettle({ db }: Context, now: number): Set<string> {
    const drained = and(
      isNotNull(members.scalingGroupId),
      eq(members.scalingLeaving, true),
      lte(members.drainUntil, now),
    );
    const gone = and(isNotNull(scalingInstances.leavesAt), lte(scalingInstances.leavesAt, now));
    const ids = [
      ...db.selectDistinct({ id: members.scalingGroupId }).from(members).where(drained).all(),
      ...db.selectDistinct({ id: scalingInstances.scalingGroupId }).from(scalingInstances).where(gone).all(),
      ...db
        .selectDistinct({ id: scalingLinks.scalingGroupId })
        .from(scalingLinks)
        .where(isNotNull(scalingLinks.refusal))
        .all(),
    ];
    return new Set(ids.flatMap(({ id }) => id ?? []));
  }
}

function questionOf({ source, dnsName, nameServers, intervalS }: ScalingGroup): string {
  return [source, dnsName, intervalS, ...nameServers].join(" ");
}
