import { findEngineClient } from "@/lib/engine-client/instance";
import { readHealth } from "@/lib/http/health";

export const dynamic = "force-dynamic";

export function GET(): Response {
  const { status, body } = readHealth(findEngineClient());
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
