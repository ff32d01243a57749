import { listVersions } from "@/lib/http/octavia/versions";

export const dynamic = "force-dynamic";

/** The version document, from which clients learn what may be asked. */
export function GET(request: Request): Response {
  return Response.json(listVersions(`http://${request.headers.get("host") ?? "localhost"}/api`));
}
