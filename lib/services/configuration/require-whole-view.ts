import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { ServiceError } from "../errors";

/** The configuration as a whole tells of every project: it is not for those who may see one alone. */
export function requireWholeView(ctx: Context): void {
  if (ctx.actor.projectId !== null) throw new ServiceError("forbidden", { rule: rule("allProjectsOnly") });
}
