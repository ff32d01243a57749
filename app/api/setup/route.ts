import { randomUUID } from "node:crypto";
import { isSameOrigin } from "@/lib/auth/origin";
import { completeSetup, readSetupState } from "@/lib/auth/setup";
import { isObject, readJson } from "@/lib/http/body";
import { Fault, faultBody } from "@/lib/http/fault";
import { faultOf } from "@/lib/http/service-fault";
import { textOf } from "@/lib/http/text-of";
import { ServiceError } from "@/lib/services/errors";

export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  return Response.json(readSetupState(request.headers));
}

/** First visit by program: `{"password", "code"}`; the page uses the action. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!isSameOrigin(request.headers)) throw new Fault(403, "Cross-site requests are refused.");
    const given = await readJson(request);
    const body = isObject(given) ? given : {};
    const code = body.code === undefined ? undefined : textOf(body.code);
    await completeSetup(request.headers, { password: textOf(body.password), code });
    return new Response(null, { status: 204 });
  } catch (error) {
    const fault = error instanceof ServiceError ? faultOf(error) : error;
    if (fault instanceof Fault) return Response.json(faultBody(fault.status, fault.message), { status: fault.status });
    const id = randomUUID();
    process.stderr.write(`[console] ${id} ${String(error)}\n`);
    return Response.json(faultBody(500, `Internal error ${id}`), { status: 500 });
  }
}
