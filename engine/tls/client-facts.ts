import { X509Certificate } from "node:crypto";
import type { TlsWrap } from "./bindings";
import type { TlsPlan } from "./tls-plan";

/** Fields of the log where there is no TLS: protocol, cipher, name that was asked for. */
export const noTls = "- - -";

/** What a connection keeps of its handshake. */
interface SecuredClient {
  tls: string;
  tlsLines: string;
}

/**
 * Judges a handshake that is over: false where the client's certificate is not of the authority (L7-01). Writes down
 * what the log and the members are told of it.
 */
export function welcome(tls: TlsWrap, plan: TlsPlan, client: SecuredClient): boolean {
  let certificate: X509Certificate | null = null;
  if (plan.asksClient) {
    const raw = tls.getPeerCertificate(true)?.raw;
    if (raw === undefined) {
      if (plan.requiresClient) return false;
    } else if (tls.verifyError() != null) return false;
    else certificate = new X509Certificate(raw);
  }
  client.tls = `${tls.getProtocol() ?? "-"} ${tls.getCipher()?.name ?? "-"} ${logged(tls.getServername())}`;
  if (plan.clientHeaders) client.tlsLines = clientLines(certificate);
  return true;
}

function logged(name: string | false): string {
  return name === false || !/^[!-~]{1,255}$/.test(name) ? "-" : name.replaceAll('"', "-");
}

/** Octavia's headers. Verify is OpenSSL's code: 0 is good; without a certificate there is nothing to verify. */
function clientLines(certificate: X509Certificate | null): string {
  if (certificate === null) return "X-SSL-Client-Verify: 0\r\nX-SSL-Client-Has-Cert: false\r\n";
  const { subject, issuer, fingerprint, validFrom, validTo } = certificate;
  return [
    "X-SSL-Client-Verify: 0",
    "X-SSL-Client-Has-Cert: true",
    `X-SSL-Client-DN: ${oneLine(subject)}`,
    `X-SSL-Client-CN: ${oneLine(/^CN=(.*)$/m.exec(subject)?.[1] ?? "")}`,
    `X-SSL-Issuer: ${oneLine(issuer)}`,
    `X-SSL-Client-SHA1: ${fingerprint.replaceAll(":", "")}`,
    `X-SSL-Client-Not-Before: ${validFrom}`,
    `X-SSL-Client-Not-After: ${validTo}`,
    "",
  ].join("\r\n");
}

/** A name as one header value: what is no printable ASCII would break it, and stands as `?`. */
function oneLine(name: string): string {
  return name
    .trim()
    .split(/\r?\n/)
    .join(", ")
    .replace(/[^ -~]/g, "?")
    .slice(0, 1024);
}
