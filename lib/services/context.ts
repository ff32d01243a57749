import type { Db } from "@/lib/db/client";
import type { TraceType } from "@/lib/model/trace";
import type { EngineView } from "./engine-view";
import { type Role, roles } from "@/lib/model/api-token";
import { ServiceError } from "./errors";

export { type Role, roles };

export interface Actor {
  id: string;
  name: string;
  role: Role;
  /** The only project that the actor may see; null is every project. */
  projectId: string | null;
}

/** What every service is given: who asks, from where, and on what it works. */
export interface Context {
  db: Db;
  engine: EngineView;
  actor: Actor;
  source: TraceType;
  sourceIp: string;
  requestId: string;
  /** Project of what is created where nothing else is said. */
  projectId: string;
  /** The only project that lists show, as the user chose; null is every one that the actor may see. */
  shownProjectId: string | null;
  now(): number;
}

export function requireRole(ctx: Context, role: Role): void {
  if (roles.indexOf(ctx.actor.role) < roles.indexOf(role)) throw new ServiceError("forbidden");
}

/** Objects of another project are forbidden, not hidden: standard clients expect 403. */
export function requireProject(ctx: Context, projectId: string): void {
  if (ctx.actor.projectId !== null && ctx.actor.projectId !== projectId) throw new ServiceError("forbidden");
}
