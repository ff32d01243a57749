/** May others than this host reach a console that listens there? */
export function isExposed(host) {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  return bare !== "localhost" && bare !== "::1" && !/^127(\.\d{1,3}){3}$/.test(bare);
}

/** Said loudly at the start: passwords and sessions travel in clear. */
export function exposureWarning(host) {
  const line = "!".repeat(78);
  return [
    line,
    `evenkeel: the console listens on ${host} WITHOUT TLS: whoever is on the way reads`,
    "passwords and sessions. Let it listen on 127.0.0.1 and put an HTTPS listener of",
    'its own engine before it: see README, "The console behind HTTPS".',
    line,
  ].join("\n");
}
