import type { LoadBalancer } from "@/lib/model/loadbalancer";
import { rule } from "@/lib/model/rule";
import { ServiceError } from "../errors";

export function requireDeletable(balancer: LoadBalancer): void {
  if (balancer.deletionProtection) throw refused("deletionProtected", balancer);
  requireModifiable(balancer);
}

export function requireModifiable(balancer: LoadBalancer): void {
  if (balancer.modificationProtection) throw refused("modificationProtected", balancer);
}

function refused(key: "deletionProtected" | "modificationProtected", { id, name }: LoadBalancer): ServiceError {
  const values = { name: name === "" ? id : name };
  return new ServiceError("protected", {
    rule: key === "deletionProtected" ? rule("deletionProtected", values) : rule("modificationProtected", values),
  });
}
