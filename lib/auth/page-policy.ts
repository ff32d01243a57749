/** Header in which proxy.ts tells pages the nonce of their scripts, over whatever the client sent. */
export const nonceHeader = "x-nonce";

/**
 * What a page may load: scripts of this console alone that carry the request's nonce, or that one of those loads; styles
 * also inline, which charts and the theme need. `isDevelopment`: the bundler's reloading needs eval.
 */
export function pagePolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
