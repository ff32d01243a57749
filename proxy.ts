import { type NextRequest, NextResponse } from "next/server";
import { nonceHeader, pagePolicy } from "@/lib/auth/page-policy";
import { pathHeader } from "@/lib/auth/return-path";

/** Tells pages which address was asked for, so that sign-in leads back to it, and which scripts they may run. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  const { pathname, search } = request.nextUrl;
  const nonce = btoa(crypto.randomUUID());
  const policy = pagePolicy(nonce, process.env.NODE_ENV === "development");
  headers.set(pathHeader, pathname + search);
  headers.set(nonceHeader, nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|_next/|.*\\.(?:svg|png|ico)$).*)"] };
