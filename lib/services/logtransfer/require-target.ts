import type { TransferTarget } from "@/lib/model/log-transfer";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { invalidField } from "../errors";
import { requireOrdinaryAddress } from "../require-ordinary-address";

/** A directory of the host is the administrator's matter; a bucket needs a secret. */
export function requireTarget(ctx: Context, target: TransferTarget, hasSecret: boolean): void {
  if (target.type === "directory") requireRole(ctx, "admin");
  if (target.type === "s3") requireOrdinaryAddress(ctx, hostOf(target.endpoint), "target.endpoint");
  if (target.type === "syslog") requireOrdinaryAddress(ctx, target.host, "target.host");
  if (target.type === "s3" && !hasSecret) throw invalidField("secret", rule("required"));
}

function hostOf(endpoint: string): string {
  return new URL(endpoint).hostname.replace(/^\[(.*)\]$/, "$1");
}
