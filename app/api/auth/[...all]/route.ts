import { getAuth } from "@/lib/auth/auth";
import { isSameOrigin } from "@/lib/auth/origin";
import { handleSignIn } from "@/lib/auth/sign-in";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return getAuth().handler(request);
}

export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    return Response.json({ code: "INVALID_ORIGIN", message: "Cross-site requests are refused." }, { status: 403 });
  }
  if (new URL(request.url).pathname.endsWith("/sign-in/username")) return handleSignIn(request);
  return getAuth().handler(request);
}
