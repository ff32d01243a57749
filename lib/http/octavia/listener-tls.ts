import type { ListenerProtocol } from "@/lib/model/listener";
import {
  type ClientAuthentication,
  TlsPolicy,
  type TlsSettings,
  type TlsSettingsInput,
  policyOf,
  tlsPolicies,
  type TlsVersion,
} from "@/lib/model/tls";
import { type Body, nulled } from "../body";
import { Fault, unsupported } from "../fault";

/** API names by paths of the model. */
export const tlsNames = {
  tls: "default_tls_container_ref",
  "tls.defaultCertificateId": "default_tls_container_ref",
  "tls.clientAuthentication": "client_authentication",
  "tls.clientCaCertificateId": "client_ca_tls_container_ref",
  "tls.versions": "tls_versions",
  "tls.ciphers": "tls_ciphers",
};

/** What a listener's body says of TLS; nothing of it without any. */
export function tlsBody(tls: TlsSettings | null) {
  return {
    default_tls_container_ref: tls?.defaultCertificateId ?? null,
    sni_container_refs: tls?.sniCertificateIds ?? [],
    client_authentication: tls?.clientAuthentication ?? "NONE",
    client_ca_tls_container_ref: tls?.clientCaCertificateId ?? null,
    client_crl_container_ref: null,
    tls_ciphers: tls?.ciphers ?? null,
    tls_versions: tls?.versions ?? null,
    alpn_protocols: tls === null ? null : [...(tls.http2 ? ["h2"] : []), "http/1.1", "http/1.0"],
    // Huawei's names for the same.
    http2_enable: tls?.http2 ?? false,
    tls_ciphers_policy: tls === null ? null : policyOf(tls),
  };
}

const refNames = ["default_tls_container_ref", "sni_container_refs", "client_ca_tls_container_ref"] as const;

/**
 * Reads the TLS attributes of a body; absent ones are absent. Null for listeners of other protocols, whose empty
 * values are accepted as clients send them.
 */
export function readTls(
  body: Body,
  protocol: ListenerProtocol,
  stored: TlsSettings | null,
): Partial<TlsSettingsInput> | null {
  if (body.value("client_crl_container_ref") !== undefined) throw unsupported("client_crl_container_ref");
  if (protocol !== "HTTPS") {
    body.ignore(
      "client_authentication",
      "tls_ciphers",
      "tls_versions",
      "alpn_protocols",
      "http2_enable",
      "tls_ciphers_policy",
    );
    for (const name of refNames) {
      const value = body.value(name);
      if (value !== undefined && !(Array.isArray(value) && value.length === 0)) {
        throw new Fault(400, `${name} is not a valid option for a listener of protocol ${protocol}`);
      }
    }
    return null;
  }
  const policy = policyNamed(body);
  const read = {
    defaultCertificateId: body.text("default_tls_container_ref"),
    sniCertificateIds: nulled(body, "sni_container_refs")
      ? []
      : (body.list("sni_container_refs") as string[] | undefined),
    clientAuthentication: nulled(body, "client_authentication")
      ? "NONE"
      : (body.text("client_authentication") as ClientAuthentication | undefined),
    clientCaCertificateId: nulled(body, "client_ca_tls_container_ref")
      ? null
      : body.text("client_ca_tls_container_ref"),
    versions: (body.list("tls_versions") as TlsVersion[] | undefined) ?? policy?.versions,
    ciphers: body.text("tls_ciphers") ?? policy?.ciphers,
    http2: readHttp2(body, stored === null),
    clientHeaders: readClientHeaders(body, stored),
  };
  // Huawei's clients name an authority alone and mean that it is asked for.
  if (read.clientAuthentication === undefined && read.clientCaCertificateId !== undefined) {
    const former = stored?.clientAuthentication ?? "NONE";
    read.clientAuthentication = read.clientCaCertificateId === null ? "NONE" : former === "NONE" ? "MANDATORY" : former;
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function policyNamed(body: Body): { versions: TlsVersion[]; ciphers: string } | undefined {
  const name = body.text("tls_ciphers_policy");
  if (name === undefined) return undefined;
  const parsed = TlsPolicy.safeParse(name);
  if (!parsed.success) throw new Fault(400, `${name} is not a valid option for tls_ciphers_policy`);
  const { versions, ciphers } = tlsPolicies[parsed.data];
  return { versions: [...versions], ciphers };
}

/** HTTP/1 is always offered; a new listener, and null, ask for the default, which is all there is. */
function readHttp2(body: Body, isNew: boolean): boolean | undefined {
  const protocols = body.list("alpn_protocols") ?? [];
  for (const protocol of protocols) {
    if (protocol !== "h2" && protocol !== "http/1.1" && protocol !== "http/1.0") {
      throw new Fault(400, `${String(protocol)} is not a valid option for alpn_protocols`);
    }
  }
  const flag = body.flag("http2_enable");
  if (!body.has("alpn_protocols")) return flag ?? (isNew ? true : undefined);
  const named = nulled(body, "alpn_protocols") || protocols.includes("h2");
  if (flag !== undefined && flag !== named) {
    throw new Fault(400, "alpn_protocols and http2_enable contradict each other");
  }
  return named;
}

/** One switch for all of Octavia's X-SSL-Client headers. */
export const clientHeaderNames = [
  "X-SSL-Client-Verify",
  "X-SSL-Client-Has-Cert",
  "X-SSL-Client-DN",
  "X-SSL-Client-CN",
  "X-SSL-Issuer",
  "X-SSL-Client-SHA1",
  "X-SSL-Client-Not-Before",
  "X-SSL-Client-Not-After",
];

function readClientHeaders(body: Body, stored: TlsSettings | null): boolean | undefined {
  const given = body.object("insert_headers")?.raw;
  if (given === undefined) return undefined;
  const values = clientHeaderNames.filter((name) => name in given).map((name) => String(given[name]).toLowerCase());
  return values.length === 0 ? stored?.clientHeaders : values.includes("true");
}
