/** Header in which proxy.ts writes the path and query that was asked for, over whatever the client sent. */
export const pathHeader = "x-evenkeel-path";

const origin = "http://console.invalid";

/** A path of this console to go to after sign-in; anything that leads elsewhere reads as the overview. */
export function safeReturnPath(next: string | null | undefined): string {
  if (!next?.startsWith("/")) return "/";
  try {
    const url = new URL(next, origin);
    if (url.origin !== origin || isAuthPath(url.pathname)) return "/";
    return url.pathname + url.search + url.hash;
  } catch {
    return "/";
  }
}

function isAuthPath(pathname: string): boolean {
  return pathname === "/sign-in" || pathname === "/set-up";
}
