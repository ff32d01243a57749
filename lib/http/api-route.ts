import "server-only";
import { randomUUID } from "node:crypto";
import { sessionContext, tokenContext } from "@/lib/auth/context";
import { isSameOrigin } from "@/lib/auth/origin";
import type { Context } from "@/lib/services/context";
import { ServiceError } from "@/lib/services/errors";
import { Fault, faultBody } from "./fault";
import { faultOf } from "./service-fault";

export interface ApiRequest {
  ctx: Context;
  request: Request;
  url: URL;
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Context of a request: its token, or the session of a request that this console's own pages sent. */
export async function authenticate(request: Request): Promise<Context | null> {
  const byToken = tokenContext(request.headers);
  if (byToken !== null) return byToken;
  if (!safeMethods.has(request.method) && !isSameOrigin(request.headers)) return null;
  return sessionContext(request.headers, "ApiCall");
}

/** How an API words what went wrong. */
export type FaultWords = (status: number, text: string, requestId: string, error: unknown) => object;

/** Runs one API request: identifies the caller, does the work, and words every refusal, as Octavia does by default. */
export async function handleApi(
  request: Request,
  work: (api: ApiRequest) => Response | Promise<Response>,
  words: FaultWords = faultBody,
): Promise<Response> {
  const requestId = `req-${randomUUID()}`;
  const response = await attempt(request, requestId, work, words);
  response.headers.set("X-Openstack-Request-Id", requestId);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

async function attempt(
  request: Request,
  requestId: string,
  work: (api: ApiRequest) => Response | Promise<Response>,
  words: FaultWords,
): Promise<Response> {
  try {
    const ctx = await authenticate(request);
    if (ctx === null) return unauthorized(request);
    return await work({ ctx: { ...ctx, requestId }, request, url: new URL(request.url) });
  } catch (error) {
    const fault = error instanceof ServiceError ? faultOf(error) : error;
    if (fault instanceof Fault) {
      return Response.json(words(fault.status, fault.message, requestId, error), { status: fault.status });
    }
    process.stderr.write(
      `[console] ${requestId} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return Response.json(words(500, `Internal error ${requestId}`, requestId, error), { status: 500 });
  }
}

/** As keystonemiddleware words it: clients tell it from a refusal of ours. */
function unauthorized(request: Request): Response {
  const uri = `http://${request.headers.get("host") ?? "localhost"}/identity/v3`;
  const message = "The request you have made requires authentication.";
  return Response.json(
    { error: { code: 401, title: "Unauthorized", message } },
    { status: 401, headers: { "WWW-Authenticate": `Keystone uri="${uri}"` } },
  );
}
