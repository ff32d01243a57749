"use server";

import type {
  AccessLog,
  AccessLogView,
  ConfigureAccessLogInput,
  CreateLogGroupInput,
  CreateLogStreamInput,
  DeleteAccessLogInput,
  DeleteLogGroupInput,
  DeleteLogStreamInput,
  LogGroup,
  LogGroupView,
  LogStream,
  UpdateLogGroupInput,
  UpdateLogStreamInput,
} from "@/lib/model/access-log";
import { configureAccessLog } from "@/lib/services/accesslog/configure";
import { deleteAccessLog } from "@/lib/services/accesslog/delete";
import { getAccessLog } from "@/lib/services/accesslog/list";
import { createLogGroup } from "@/lib/services/loggroup/create";
import { deleteLogGroup } from "@/lib/services/loggroup/delete";
import { getLogGroup, listLogGroups } from "@/lib/services/loggroup/list";
import { updateLogGroup } from "@/lib/services/loggroup/update";
import { createLogStream } from "@/lib/services/logstream/create";
import { deleteLogStream } from "@/lib/services/logstream/delete";
import { updateLogStream } from "@/lib/services/logstream/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function configureAccessLogAction(input: ConfigureAccessLogInput): Promise<ActionResult<AccessLog>> {
  return runAction((ctx) => configureAccessLog(ctx, input));
}

export async function deleteAccessLogAction(input: DeleteAccessLogInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteAccessLog(ctx, input));
}

export async function readAccessLogAction(loadBalancerId: string): Promise<ActionResult<AccessLogView | null>> {
  return runAction((ctx) => getAccessLog(ctx, loadBalancerId));
}

/** Those of the project that the user chose to see. */
export async function readShownLogGroupsAction(): Promise<ActionResult<LogGroupView[]>> {
  return runAction((ctx) => listLogGroups(ctx, { projectId: ctx.shownProjectId ?? undefined }));
}

export async function readLogGroupAction(id: string): Promise<ActionResult<LogGroupView>> {
  return runAction((ctx) => getLogGroup(ctx, id));
}

export async function readLogGroupsAction(filter: { projectId?: string } = {}): Promise<ActionResult<LogGroupView[]>> {
  return runAction((ctx) => listLogGroups(ctx, filter));
}

export async function createLogGroupAction(input: CreateLogGroupInput): Promise<ActionResult<LogGroup>> {
  return runAction((ctx) => createLogGroup(ctx, input));
}

export async function updateLogGroupAction(input: UpdateLogGroupInput): Promise<ActionResult<LogGroup>> {
  return runAction((ctx) => updateLogGroup(ctx, input));
}

export async function deleteLogGroupAction(input: DeleteLogGroupInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteLogGroup(ctx, input));
}

export async function createLogStreamAction(input: CreateLogStreamInput): Promise<ActionResult<LogStream>> {
  return runAction((ctx) => createLogStream(ctx, input));
}

export async function updateLogStreamAction(input: UpdateLogStreamInput): Promise<ActionResult<LogStream>> {
  return runAction((ctx) => updateLogStream(ctx, input));
}

export async function deleteLogStreamAction(input: DeleteLogStreamInput): Promise<ActionResult> {
  return runCommand((ctx) => deleteLogStream(ctx, input));
}
