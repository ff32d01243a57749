import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import * as z from "zod";
import { sessionContext } from "@/lib/auth/context";
import { parseRule, rule } from "@/lib/model/rule";
import type { Context } from "@/lib/services/context";
import { ServiceError } from "@/lib/services/errors";
import type { ActionError, ActionResult, ItemResult } from "./result";

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

const mostItems = 1000;

/** The same for several objects, each in a transaction of its own, with what became of each. */
export function runEach(ids: string[], work: (ctx: Context, id: string) => void): Promise<ActionResult<ItemResult[]>> {
  return runAction((ctx) => {
    const { success, data } = z.array(z.string()).max(mostItems).safeParse(ids);
    if (!success) throw new ServiceError("invalid", { rule: rule("tooMany", { max: mostItems }) });
    return [...new Set(data)].map((id): ItemResult => {
      try {
        work(ctx, id);
        return { id, error: null };
      } catch (error) {
        return { id, error: describeError(error, ctx.requestId) };
      }
    });
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
