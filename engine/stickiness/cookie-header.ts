/** Value of the first cookie named `name` (case counts, RFC 6265 5.4) in a Cookie header's value, or null. */
export function findCookie(header: string, name: string): string | null {
  let at = 0;
  while (at < header.length) {
    while (header[at] === " " || header[at] === ";") at += 1;
    const end = header.indexOf(";", at);
    const stop = end < 0 ? header.length : end;
    if (header.startsWith(name, at) && header[at + name.length] === "=")
      return header.slice(at + name.length + 1, stop).trim();
    at = stop + 1;
  }
  return null;
}

/** Value of the cookie that a Set-Cookie header's value sets, when its name is `name`; null otherwise. */
export function setCookieValue(header: string, name: string): string | null {
  if (!header.startsWith(name) || header[name.length] !== "=") return null;
  const end = header.indexOf(";");
  return header.slice(name.length + 1, end < 0 ? header.length : end).trim();
}
