import { eq } from "drizzle-orm";
import type { Reader } from "@/lib/db/client";
import { vpcs } from "@/lib/db/schema";
import { rule } from "@/lib/model/rule";
import { ServiceError } from "../errors";

/** No two VPCs have one name; `id` is the one that may keep it. */
export function requireFreeName(tx: Reader, name: string, id?: string): void {
  const row = tx.select().from(vpcs).where(eq(vpcs.name, name)).get();
  if (row === undefined || row.id === id) return;
  const broken = rule("nameInUse", { name });
  throw new ServiceError("conflict", { rule: broken, fields: [{ path: "name", rule: broken }] });
}
