import { eq } from "drizzle-orm";
import { alarmNotices, alarmTargets } from "@/lib/db/schema";
import { type AlarmTarget, UpdateAlarmTargetInput } from "@/lib/model/alarm-target";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { audited, emitTrace, withTransaction } from "../mutation";
import { parse } from "../parse";
import { withoutUrl } from "./create";
import { type AlarmTargetRow, findAlarmTarget, shownTarget } from "./find";
import { sealSecret, unsealSecret } from "./secret";

/** Changes a target; what waits is tried again at once, or dropped when the target is switched off. */
export function updateAlarmTarget(ctx: Context, raw: UpdateAlarmTargetInput): AlarmTarget {
  return audited(ctx, { event: "update alarm target", type: "alarmtarget", input: withoutUrl(raw) }, () => {
    requireRole(ctx, "operator");
    const { id, url, secret, ...given } = parse(UpdateAlarmTargetInput, raw);
    // A default is no wish: only what was sent changes.
    const input = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(raw, name)));
    return withTransaction(ctx, (mutation) => {
      const { tx, at } = mutation;
      const before = findAlarmTarget(ctx, tx, id);
      const after: AlarmTargetRow = { ...before, ...input, updatedAt: at };
      if (after.channel.type !== before.channel.type) throw invalidField("channel.type", rule("channelFixed"));
      const known = unsealSecret(id, before.sealed) ?? { url: "", secret: "" };
      // The old password would go to whoever the new server is.
      const moved = goesElsewhere(before, after, url, known.url);
      const kept = moved ? "" : known.secret;
      Object.assign(after, sealSecret(id, after.channel, { url: url ?? known.url, secret: secret ?? kept }));
      tx.update(alarmTargets).set(after).where(eq(alarmTargets.id, id)).run();
      const own = eq(alarmNotices.targetId, id);
      if (after.enabled) tx.update(alarmNotices).set({ nextTryAt: at, attempts: 0 }).where(own).run();
      else tx.delete(alarmNotices).where(own).run();
      emitTrace(mutation, ctx, {
        event: "update alarm target",
        resource: { type: "alarmtarget", id, name: after.name },
        projectId: after.projectId,
        before: shownTarget(before),
        after: shownTarget(after),
      });
      return shownTarget(after);
    });
  });
}

function goesElsewhere(before: AlarmTarget, after: AlarmTarget, url: string | undefined, knownUrl: string): boolean {
  const server = ({ channel }: AlarmTarget) => (channel.type === "mail" ? `${channel.host}:${channel.port}` : "");
  if (server(before) !== server(after)) return true;
  return url !== undefined && knownUrl !== "" && new URL(url).origin !== new URL(knownUrl).origin;
}
