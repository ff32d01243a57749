import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { getDatabase } from "@/lib/db/client";
import { projects } from "@/lib/db/schema";
import { findEngineClient } from "@/lib/engine-client/instance";
import { projectCookie } from "@/lib/model/project";
import type { TraceType } from "@/lib/model/trace";
import { type Actor, type Context, roles } from "@/lib/services/context";
import { noEngine } from "@/lib/services/engine-view";
import { defaultProjectId } from "@/lib/services/settings";
import { getAuth } from "./auth";
import { peerOf } from "./peer";
import { findTokenActor } from "./tokens";

/** The console's own screens show the chosen project; the API says itself what it wants. */
function contextFor(actor: Actor, headers: Headers, source: TraceType): Context {
  const db = getDatabase();
  const chosen = chosenProject(headers);
  return {
    db,
    engine: findEngineClient() ?? noEngine,
    actor,
    source,
    sourceIp: peerOf(headers),
    requestId: randomUUID(),
    projectId: actor.projectId ?? chosen ?? defaultProjectId(db),
    shownProjectId: source === "ConsoleAction" ? chosen : null,
    now: Date.now,
  };
}

function chosenProject(headers: Headers): string | null {
  const id = new RegExp(`(?:^|;\\s*)${projectCookie}=([0-9a-f-]{36})`).exec(headers.get("cookie") ?? "")?.[1];
  if (id === undefined) return null;
  return getDatabase().select({ id: projects.id }).from(projects).where(eq(projects.id, id)).get()?.id ?? null;
}

/** Context of the signed-in user of a request, or null. */
export async function sessionContext(headers: Headers, source: TraceType = "ConsoleAction"): Promise<Context | null> {
  const found = await getAuth().api.getSession({ headers });
  if (found === null) return null;
  const { id, name, role, projectId, disabledAt } = found.user;
  if (disabledAt != null) return null;
  const actor = { id, name, role: roles.find((known) => known === role) ?? "observer", projectId: projectId ?? null };
  return contextFor(actor, headers, source);
}

/** The session that a request carries, or null. */
export async function currentSessionId(headers: Headers): Promise<string | null> {
  return (await getAuth().api.getSession({ headers }))?.session.id ?? null;
}

/** Context of somebody at the door, for what is written down about them. */
export function visitorContext(actor: Actor, headers: Headers): Context {
  return contextFor(actor, headers, "ConsoleAction");
}

/** Context of what the console does by itself, in time. */
export function systemContext(): Context {
  const actor = { id: "system", name: "system", role: "admin", projectId: null } as const;
  return contextFor(actor, new Headers(), "SystemAction");
}

/** Context of the API token of a request (`X-Auth-Token` or bearer), or null. */
export function tokenContext(headers: Headers): Context | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const token = headers.get("x-auth-token") ?? bearer;
  if (token === undefined || token === "") return null;
  const actor = findTokenActor(getDatabase(), token);
  return actor === null ? null : contextFor(actor, headers, "ApiCall");
}
