import "server-only";
import { ChangePasswordInput } from "@/lib/model/user";
import { rule } from "@/lib/model/rule";
import type { Context } from "@/lib/services/context";
import { invalidField } from "@/lib/services/errors";
import { audited, recordTrace } from "@/lib/services/mutation";
import { parse } from "@/lib/services/parse";
import { getAuth } from "./auth";

/** One's own password, by the one that is in force; ends one's other sessions. */
export async function changePassword(ctx: Context, headers: Headers, raw: ChangePasswordInput): Promise<void> {
  const attempt = { event: "update user", type: "user", input: { id: ctx.actor.id, name: ctx.actor.name } } as const;
  const { currentPassword, password: newPassword } = parse(ChangePasswordInput, raw);
  const { api } = getAuth();
  const isRight = await api.changePassword({ body: { currentPassword, newPassword }, headers }).then(
    () => true,
    () => false,
  );
  audited(ctx, attempt, () => {
    if (!isRight) throw invalidField("currentPassword", rule("passwordWrong"));
    recordTrace(ctx, { event: "update user", resource: { type: "user", id: ctx.actor.id, name: ctx.actor.name } });
  });
  await api.revokeOtherSessions({ headers });
}
