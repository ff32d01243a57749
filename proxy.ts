import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "@/lib/auth/return-path";

/** Tells pages which address was asked for: sign-in leads back to it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const { pathname, search } = request.nextUrl;
  headers.set(pathHeader, pathname + search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!api/|_next/|.*\\.(?:svg|png|ico)$).*)"] };
