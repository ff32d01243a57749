import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { sessionContext } from "@/lib/auth/context";
import { parseRule } from "@/lib/model/rule";
import type { Context } from "@/lib/services/context";
import { ServiceError } from "@/lib/services/errors";
import type { ActionError, ActionResult } from "./result";

/** Session → service → typed result. What is not a service's own refusal becomes an id that the log explains. */
export async function runAction<Data>(work: (ctx: Context) => Data | Promise<Data>): Promise<ActionResult<Data>> {
  let requestId: string = randomUUID();
  try {
    const ctx = await sessionContext(await headers());
    if (ctx === null) throw new ServiceError("unauthenticated");
    requestId = ctx.requestId;
    return { ok: true, data: await work(ctx) };
  } catch (error) {
    return { ok: false, error: describeError(error, requestId) };
  }
}

/** The same for work that answers nothing. */
export function runCommand(work: (ctx: Context) => void): Promise<ActionResult> {
  return runAction((ctx) => {
    work(ctx);
    return null;
  });
}

export function describeError(error: unknown, requestId: string): ActionError {
  if (!(error instanceof ServiceError)) {
    process.stderr.write(
      `[console] ${requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return { code: "internal", fields: [], requestId };
  }
  const { code, fields, remains } = error;
  const reason = error.rule === undefined ? undefined : parseRule(error.rule);
  return {
    code,
    fields,
    ...(reason === undefined ? {} : { rule: reason.key, values: reason.values }),
    ...(remains.length === 0 ? {} : { remains }),
    requestId,
  };
}
