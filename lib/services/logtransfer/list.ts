import { eq } from "drizzle-orm";
import { logGroups, logStreams, logTransfers } from "@/lib/db/schema";
import type { LogTransferView } from "@/lib/model/log-transfer";
import type { Context } from "../context";
import { shownTransfer } from "./find";

/** Transfers of one project, or of all that the caller may see. */
export function listLogTransfers(ctx: Context, filter: { projectId?: string } = {}): LogTransferView[] {
  return ctx.db
    .select({ transfer: logTransfers, stream: logStreams, group: logGroups })
    .from(logTransfers)
    .innerJoin(logStreams, eq(logTransfers.streamId, logStreams.id))
    .innerJoin(logGroups, eq(logStreams.groupId, logGroups.id))
    .orderBy(logTransfers.createdAt, logTransfers.id)
    .all()
    .filter(({ group }) => ctx.actor.projectId === null || group.projectId === ctx.actor.projectId)
    .filter(({ group }) => filter.projectId === undefined || group.projectId === filter.projectId)
    .map(({ transfer, stream, group }) => ({
      ...shownTransfer(transfer),
      streamName: stream.name,
      groupId: group.id,
      groupName: group.name,
      projectId: group.projectId,
    }));
}
