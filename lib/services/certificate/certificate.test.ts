import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { certificates } from "@/lib/db/schema";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { unseal } from "@/lib/wire/sealed";
import { createListener } from "../listener/create";
import { listListeners } from "../listener/list";
import { createLoadBalancer } from "../loadbalancer/create";
import { duplicateLoadBalancer } from "../loadbalancer/duplicate";
import { createProject } from "../project/create";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createCertificate } from "./create";
import { deleteCertificates } from "./delete";
import { inspectCertificate } from "./inspect";
import { issueCertificate } from "./issue";
import { getCertificate, listCertificates } from "./list";
import { sealingKey } from "./sealing-key";
import { updateCertificate } from "./update";

const ssl = new OpenSsl();
beforeAll(() => {
  ssl.selfSigned("a", "/CN=a.example.com");
  ssl.selfSigned("b", "/CN=b.example.com");
});

let ctx: TestContext;
let data: string;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "evenkeel-data-"));
  vi.stubEnv("EVENKEEL_DATA", data);
  ctx = testContext();
});
afterEach(() => vi.unstubAllEnvs());

const a = () => ({ name: "a", domain: "a.example.com", certificate: ssl.read("a.crt"), privateKey: ssl.read("a.key") });
const storedKey = (id: string) => {
  const row = ctx.db
    .select()
    .from(certificates)
    .all()
    .find((one) => one.id === id);
  return unseal(sealingKey(), id, row?.sealedKey ?? "");
};

describe("certificates", () => {
  test("one is added, listed, changed and deleted, each recorded and with a generation of its own", () => {
    const generation = ctx.generation();
    const { id } = createCertificate(ctx, a());
    expect(getCertificate(ctx, id)).toMatchObject({ name: "a", type: "server", domain: "a.example.com", uses: [] });
    updateCertificate(ctx, { id, name: "renamed", description: "d" });
    expect(listCertificates(ctx)).toMatchObject([{ id, name: "renamed", description: "d", domain: "a.example.com" }]);
    deleteCertificates(ctx, { ids: [id] });
    expect(listCertificates(ctx)).toEqual([]);
    expect(ctx.generation()).toBe(generation + 3);
    expect(
      ctx
        .traces()
        .map(({ event }) => event)
        .toSorted(),
    ).toEqual(["create certificate", "delete certificate", "update certificate"]);
  });

  test("the key is sealed at rest and stands in no view and no record, accepted or refused", () => {
    const { id } = createCertificate(ctx, a());
    expect(refusalOf(() => createCertificate(ctx, { ...a(), certificate: ssl.read("b.crt") })).ruleKey).toBe(
      "privateKeyMismatch",
    );
    expect(refusalOf(() => createCertificate(ctx, { ...a(), description: ssl.read("a.key") })).code).toBe("invalid");
    const secret = ssl.read("a.key").split("\n")[5] ?? "";
    expect(secret.length).toBe(64);
    const rows = JSON.stringify([ctx.db.select().from(certificates).all(), ctx.traces(), getCertificate(ctx, id)]);
    expect(rows).not.toContain(secret);
    expect(storedKey(id)).toContain("BEGIN PRIVATE KEY");
    expect(statSync(path.join(data, "keys", "certificates.key")).mode & 0o777).toBe(0o600);
  });

  test("the domain must be one that the certificate is for; a wildcard covers one label", () => {
    const refusal = refusalOf(() => createCertificate(ctx, { ...a(), domain: "other.example.com" }));
    expect(refusal.fields).toEqual([
      { path: "domain", rule: "certificateDomainMismatch?domain=other.example.com&names=a.example.com" },
    ]);
    ssl.selfSigned("wild", "/CN=*.example.com");
    const wild = { name: "w", certificate: ssl.read("wild.crt"), privateKey: ssl.read("wild.key") };
    createCertificate(ctx, { ...wild, domain: "any.example.com" });
    createCertificate(ctx, { ...wild, domain: "*.example.com" });
    expect(refusalOf(() => createCertificate(ctx, { ...wild, domain: "a.b.example.com" })).code).toBe("invalid");
  });

  test("it is replaced with a new key, or with the stored one where the certificate alone is renewed", () => {
    const { id } = createCertificate(ctx, a());
    const first = storedKey(id);
    ssl.run("req", "-x509", "-key", "a.key", "-subj", "/CN=a.example.com", "-days", "700", "-out", "a2.crt");
    updateCertificate(ctx, { id, certificate: ssl.read("a2.crt") });
    expect(storedKey(id)).toBe(first);
    const other = refusalOf(() => updateCertificate(ctx, { id, certificate: ssl.read("b.crt") }));
    expect(other.fields).toEqual([{ path: "privateKey", rule: "privateKeyMismatch" }]);
    const both = { id, domain: "b.example.com", certificate: ssl.read("b.crt"), privateKey: ssl.read("b.key") };
    expect(updateCertificate(ctx, both).facts.subject).toBe("b.example.com");
    expect(storedKey(id)).not.toBe(first);
    expect(refusalOf(() => updateCertificate(ctx, { id, domain: "a.example.com" })).ruleKey).toBe(
      "certificateDomainMismatch",
    );
  });

  test("a copy of a load balancer takes them along into another project, each once", () => {
    const certificate = createCertificate(ctx, a());
    const original = createLoadBalancer(ctx, { subnetId: ctx.subnetId });
    for (const port of [443, 444]) {
      const tls = { defaultCertificateId: certificate.id };
      createListener(ctx, { loadBalancerId: original.id, protocol: "HTTPS", port, tls });
    }
    const input = { subnetId: ctx.subnetId, fromId: original.id };
    duplicateLoadBalancer(ctx, input);
    expect(listCertificates(ctx)).toHaveLength(1);
    const project = createProject(ctx, { name: "other" });
    const copy = duplicateLoadBalancer(ctx, { ...input, projectId: project.id });
    const used = listListeners(ctx, { loadBalancerId: copy.id }).map(({ tls }) => tls?.defaultCertificateId ?? "");
    const [first = ""] = used;
    expect(used).toEqual([first, first]);
    expect(first).not.toBe(certificate.id);
    expect(getCertificate(ctx, first)).toMatchObject({ name: "a", projectId: project.id });
    expect(storedKey(first)).toBe(storedKey(certificate.id));
  });

  test("a look before saving tells what it is and stores nothing", () => {
    const seen = inspectCertificate(ctx, {
      type: "server",
      certificate: ssl.read("a.crt"),
      privateKey: ssl.read("a.key"),
    });
    expect(seen).toMatchObject({ facts: { subject: "a.example.com", selfSigned: true }, warnings: [] });
    expect(listCertificates(ctx)).toEqual([]);
  });

  test("observers look, other projects do not", () => {
    const { id } = createCertificate(ctx, a());
    const observer = ctx.as({ role: "observer" });
    expect(listCertificates(observer)).toHaveLength(1);
    for (const run of [
      () => createCertificate(observer, a()),
      () => updateCertificate(observer, { id, name: "x" }),
      () => deleteCertificates(observer, { ids: [id] }),
      () => inspectCertificate(observer, { type: "server", certificate: ssl.read("a.crt") }),
    ]) {
      expect(refusalOf(run).code).toBe("forbidden");
    }
    const stranger = ctx.as({ projectId: "9d5b7f5c-0000-4000-8000-000000000000" });
    expect(listCertificates(stranger)).toEqual([]);
    expect(refusalOf(() => getCertificate(stranger, id)).code).toBe("forbidden");
  });
});

describe("the built-in authority", () => {
  test("makes an authority, a server certificate that openssl verifies, and a client's .p12", async () => {
    const { certificate: authority } = await issueCertificate(ctx, { kind: "authority", name: "My CA" });
    expect(authority).toMatchObject({ type: "client", canSign: true, facts: { subject: "My CA", selfSigned: true } });
    const authorityId = authority?.id ?? "";
    const names = ["www.example.com", "10.0.0.9"];
    const { certificate: server } = await issueCertificate(ctx, { kind: "server", name: "web", names, authorityId });
    expect(server).toMatchObject({ type: "server", domain: "www.example.com", canSign: false });
    expect(server?.facts).toMatchObject({ names, issuer: "My CA", chain: [{ subject: "My CA" }] });
    ssl.write("ours.ca", authority?.certificatePem ?? "");
    ssl.write("ours.crt", server?.certificatePem ?? "");
    ssl.run("verify", "-purpose", "sslserver", "-CAfile", "ours.ca", "ours.crt");
    const made = await issueCertificate(ctx, { kind: "client", name: "Ann", authorityId, password: "pass" });
    ssl.write("p12.b64", made.client?.p12 ?? "");
    ssl.run("base64", "-d", "-A", "-in", "p12.b64", "-out", "ann.p12");
    ssl.run("pkcs12", "-in", "ann.p12", "-passin", "pass:pass", "-nodes", "-clcerts", "-nokeys", "-out", "ann.crt");
    ssl.run("verify", "-purpose", "sslclient", "-CAfile", "ours.ca", "ann.crt");
    expect(listCertificates(ctx)).toHaveLength(2);
    expect(JSON.stringify(ctx.traces())).not.toContain("PRIVATE KEY");
  });

  test("signs with an authority that was made here alone", async () => {
    const { id } = createCertificate(ctx, { name: "their CA", type: "client", certificate: ssl.read("a.crt") });
    await expect(
      issueCertificate(ctx, { kind: "client", name: "x", authorityId: id, password: "pass" }),
    ).rejects.toThrow("authorityCannotSign");
    await expect(issueCertificate(ctx, { kind: "server", name: "x", names: [] })).rejects.toThrow(
      "certificateNamesMissing",
    );
  });
});
