import { OpenSsl } from "@/lib/pki/testing/openssl";
import { Findings } from "@/engine/plan/findings";
import { listener as listenerSpec } from "@/engine/plan/testing/sample-snapshot";
import { compileTls } from "@/engine/tls/compile-tls";
import type { TlsPlan } from "@/engine/tls/tls-plan";

let made: TlsPlan | null = null;

/** TLS of a listener that offers HTTP/2, with a certificate of its own. */
export function http2Tls(): TlsPlan {
  if (made !== null) return made;
  const ssl = new OpenSsl();
  ssl.selfSigned("server", "/CN=h2.example.com");
  const certificate = {
    id: "server",
    name: "server",
    certificatePem: ssl.read("server.crt"),
    privateKeyPem: ssl.read("server.key"),
    names: [],
  };
  const tls = {
    defaultCertificateId: "server",
    sniCertificateIds: [],
    clientAuthentication: "NONE" as const,
    clientCaCertificateId: null,
    versions: ["TLSv1.2" as const, "TLSv1.3" as const],
    ciphers: "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384",
    http2: true,
    clientHeaders: false,
  };
  const findings = new Findings();
  made = compileTls(listenerSpec({ protocol: "HTTPS", tls }), new Map([["server", certificate]]), findings);
  if (made === null) throw new Error(findings.errors[0]?.message);
  return made;
}
