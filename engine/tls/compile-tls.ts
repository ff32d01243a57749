import { constants, createHash } from "node:crypto";
import { createSecureContext, type SecureVersion } from "node:tls";
import type { ListenerSpec, TlsSpec } from "@/lib/wire/snapshot";
import { refusalCodes } from "@/lib/wire/messages";
import type { Findings } from "@/engine/plan/findings";
import { type NativeContext, nativeContext } from "./bindings";
import type { TlsPlan } from "./tls-plan";

/** A certificate as the engine uses it: its key is open in memory alone. */
export interface CertificateMaterial {
  readonly id: string;
  readonly name: string;
  readonly certificatePem: string;
  /** Null: it has none, or it could not be opened. */
  readonly privateKeyPem: string | null;
  /** What SNI chooses it by. */
  readonly names: readonly string[];
}

/** Ciphers of TLS 1.3: Node leaves the version out when a list names none. */
const tls13 = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";

/** The certificates that a listener names. */
export function certificateIds(tls: TlsSpec | null): string[] {
  if (tls === null) return [];
  const { defaultCertificateId, sniCertificateIds, clientCaCertificateId } = tls;
  return [
    ...new Set([
      defaultCertificateId,
      ...sniCertificateIds,
      ...(clientCaCertificateId === null ? [] : [clientCaCertificateId]),
    ]),
  ];
}

/** The TLS of a listener; null: refused, and the findings say why. */
export function compileTls(
  spec: ListenerSpec,
  certificates: ReadonlyMap<string, CertificateMaterial>,
  findings: Findings,
): TlsPlan | null {
  const refuse = (field: string, code: string, message: string): null => {
    findings.refuse("listener", spec.id, `tls.${field}`, code, message);
    return null;
  };
  const { tls } = spec;
  if (tls === null)
    return refuse("defaultCertificateId", refusalCodes.invalidValue, "an HTTPS listener needs a certificate");
  const asksClient = tls.clientAuthentication !== "NONE";
  const authority = asksClient ? certificates.get(tls.clientCaCertificateId ?? "") : undefined;
  if (asksClient && authority === undefined) {
    return refuse("clientCaCertificateId", refusalCodes.danglingReference, "there is no such CA certificate");
  }
  const made = new Map<string, NativeContext>();
  for (const id of [tls.defaultCertificateId, ...tls.sniCertificateIds]) {
    const certificate = certificates.get(id);
    const field = id === tls.defaultCertificateId ? "defaultCertificateId" : "sniCertificateIds";
    if (certificate === undefined)
      return refuse(field, refusalCodes.danglingReference, `there is no certificate ${id}`);
    if (certificate.privateKeyPem === null) {
      return refuse(
        field,
        refusalCodes.invalidValue,
        `the private key of certificate ${certificate.name} cannot be opened`,
      );
    }
    try {
      made.set(id, contextOf(spec.id, tls, certificate, authority));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return refuse(field, refusalCodes.invalidValue, `certificate ${certificate.name}: ${reason}`);
    }
  }
  const exact = new Map<string, NativeContext>();
  const wildcard = new Map<string, NativeContext>();
  for (const id of tls.sniCertificateIds) {
    for (const name of certificates.get(id)?.names ?? []) {
      const [map, key] = name.startsWith("*.") ? ([wildcard, name.slice(2)] as const) : ([exact, name] as const);
      if (!map.has(key)) map.set(key, made.get(id) as NativeContext);
    }
  }
  // RFC 9113 9.2: not below TLS 1.2.
  const http2 = tls.http2 && (tls.versions.includes("TLSv1.2") || tls.versions.includes("TLSv1.3"));
  return {
    defaultContext: made.get(tls.defaultCertificateId) as NativeContext,
    exact,
    wildcard,
    contexts: [...made.values()],
    asksClient,
    requiresClient: tls.clientAuthentication === "MANDATORY",
    clientHeaders: tls.clientHeaders,
    http2,
    alpn: alpnOf(http2 ? ["h2", "http/1.1", "http/1.0"] : ["http/1.1", "http/1.0"]),
  };
}

function contextOf(
  listenerId: string,
  tls: TlsSpec,
  { certificatePem, privateKeyPem }: CertificateMaterial,
  authority: CertificateMaterial | undefined,
): NativeContext {
  const authorities = authority?.certificatePem ?? certificatePem;
  const context = createSecureContext({
    cert: certificatePem,
    key: privateKeyPem ?? "",
    // Without any, Node would load the system's roots, which nobody asks.
    ca: splitPem(authorities),
    ciphers: tls.ciphers.includes("TLS_") ? tls.ciphers : `${tls13}:${tls.ciphers}`,
    minVersion: tls.versions[0] as SecureVersion,
    maxVersion: tls.versions.at(-1) as SecureVersion,
    honorCipherOrder: true,
    // Handshakes that a client begins anew in an open connection are work without a purpose.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    // A session is resumed where it began, and not after another authority was chosen.
    sessionIdContext: createHash("sha256")
      .update(JSON.stringify([listenerId, tls.clientAuthentication, authority?.certificatePem ?? ""]))
      .digest("hex")
      .slice(0, 32),
  });
  return nativeContext(context);
}

function splitPem(pem: string): string[] {
  return pem.split(/(?<=-----END CERTIFICATE-----)\s*/).filter((part) => part !== "");
}

function alpnOf(protocols: readonly string[]): Buffer {
  return Buffer.concat(
    protocols.map((protocol) => Buffer.from(`${String.fromCharCode(protocol.length)}${protocol}`, "latin1")),
  );
}
