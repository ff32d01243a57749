import type { Eip } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { ServiceError } from "../errors";

/** Only unbound EIPs can be bound (LB-12). */
export function requireUnbound(eip: Eip, path: string): void {
  if (eip.loadBalancerId === null) return;
  const broken = rule("eipInUse", { address: eip.address });
  throw new ServiceError("conflict", { rule: broken, fields: [{ path, rule: broken }] });
}
