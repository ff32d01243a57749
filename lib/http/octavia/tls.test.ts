import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { call, create, startInstallation } from "./testing/client";

let subnetId = "";

beforeAll(async () => {
  subnetId = await startInstallation();
});

describe("HTTPS", () => {
  const ssl = new OpenSsl();
  beforeAll(() => {
    ssl.selfSigned("a", "/CN=a.example.com");
    ssl.selfSigned("ca", "/CN=CA");
    vi.stubEnv("EVENKEEL_DATA", ssl.directory);
  });
  afterAll(() => vi.unstubAllEnvs());

  const fields = (name = "a") => ({ name, certificate: ssl.read("a.crt"), private_key: ssl.read("a.key") });

  test("certificates are made, shown without their key, changed and deleted", async () => {
    const made = await call("POST", "lbaas/certificates", { ...fields(), domain: "a.example.com" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: "a", type: "server", domain: "a.example.com", listeners: [] });
    expect(JSON.stringify(made.body)).not.toContain("PRIVATE KEY");
    const path = `lbaas/certificates/${made.body.id}`;
    expect((await call("PUT", path, { name: "b" })).body.name).toBe("b");
    expect((await call("GET", "lbaas/certificates")).body).toMatchObject({ instance_num: expect.any(Number) });
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("GET", path)).status).toBe(404);
  });

  test("a refused key is not repeated in the answer", async () => {
    const other = { ...fields(), private_key: ssl.read("ca.key") };
    const refused = await call("POST", "lbaas/certificates", other);
    expect([refused.status, JSON.stringify(refused.body).includes("BEGIN")]).toEqual([400, false]);
    expect(refused.body.faultstring).toContain("private_key");
  });

  test("a listener names its certificates; they stay while it does", async () => {
    const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
    const { id } = (await call("POST", "lbaas/certificates", fields())).body;
    const ca = (await call("POST", "lbaas/certificates", { type: "client", certificate: ssl.read("ca.crt") })).body;
    const wanted = { loadbalancer_id: balancer.id, protocol: "TERMINATED_HTTPS", protocol_port: 443 };
    const without = await call("POST", "lbaas/listeners", { listener: wanted });
    expect([without.status, without.body.faultstring]).toEqual([
      400,
      expect.stringContaining("default_tls_container_ref"),
    ]);
    const { status, body } = await call("POST", "lbaas/listeners", {
      listener: {
        ...wanted,
        default_tls_container_ref: id,
        tls_versions: ["TLSv1.3"],
        client_ca_tls_container_ref: ca.id,
      },
    });
    expect([status, body.listener]).toMatchObject([
      201,
      {
        default_tls_container_ref: id,
        sni_container_refs: [],
        tls_versions: ["TLSv1.3"],
        client_authentication: "MANDATORY",
        client_ca_tls_container_ref: ca.id,
        alpn_protocols: ["h2", "http/1.1", "http/1.0"],
        http2_enable: true,
      },
    ]);
    const inUse = await call("DELETE", `lbaas/certificates/${id}`);
    expect(inUse.status).toBe(409);
    const path = `lbaas/listeners/${(body.listener as { id: string }).id}`;
    const change = { client_ca_tls_container_ref: null, sni_container_refs: [id], tls_ciphers_policy: "tls-1-2" };
    const changed = await call("PUT", path, { listener: change });
    expect(changed.body.listener).toMatchObject({
      client_authentication: "NONE",
      client_ca_tls_container_ref: null,
      sni_container_refs: [id],
      tls_versions: ["TLSv1.2", "TLSv1.3"],
    });
    for (const [wish, offered] of [
      [{ alpn_protocols: ["http/1.1"] }, false],
      [{ alpn_protocols: null }, true],
      [{ http2_enable: false }, false],
      [{ name: "renamed" }, false],
      [{ http2_enable: true }, true],
    ] as const) {
      const answer = await call("PUT", path, { listener: wish });
      expect(answer.body.listener, JSON.stringify(wish)).toMatchObject({
        http2_enable: offered,
        alpn_protocols: offered ? ["h2", "http/1.1", "http/1.0"] : ["http/1.1", "http/1.0"],
      });
    }
    for (const [bad, code] of [
      [{ alpn_protocols: ["h3"] }, 400],
      [{ alpn_protocols: ["h2"], http2_enable: false }, 400],
      [{ http2_enable: "perhaps" }, 400],
      [{ tls_versions: ["TLSv1.1", "TLSv1.3"] }, 400],
      [{ tls_ciphers: "NONSENSE" }, 400],
      [{ default_tls_container_ref: ca.id }, 400],
      [{ sni_container_refs: ["9d5b7f5c-0000-4000-8000-000000000000"] }, 400],
    ] as const) {
      expect((await call("PUT", path, { listener: bad })).status, JSON.stringify(bad)).toBe(code);
    }
  });

  test("an HTTP listener redirects to it, which cannot be deleted then", async () => {
    const balancer = await create("loadbalancer", { vip_subnet_id: subnetId });
    const certificate = (await call("POST", "lbaas/certificates", fields())).body;
    const secure = await create("listener", {
      loadbalancer_id: balancer.id,
      protocol: "TERMINATED_HTTPS",
      protocol_port: 443,
      default_tls_container_ref: certificate.id,
    });
    const plain = await create("listener", {
      loadbalancer_id: balancer.id,
      protocol: "HTTP",
      protocol_port: 80,
      name: "plain",
    });
    const action = "REDIRECT_TO_LISTENER";
    const input = { listener_id: plain.id, action, redirect_listener_id: secure.id };
    const { status, body } = await call("POST", "lbaas/l7policies", { l7policy: input });
    expect([status, body.l7policy]).toMatchObject([201, { ...input, redirect_http_code: null, rules: [] }]);
    const path = `lbaas/listeners/${String(secure.id)}`;
    const refused = await call("DELETE", path);
    expect([refused.status, refused.body.faultstring]).toEqual([409, expect.stringContaining("plain")]);
    expect((await call("DELETE", `lbaas/l7policies/${(body.l7policy as { id: string }).id}`)).status).toBe(204);
    expect((await call("DELETE", path)).status).toBe(204);
  });
});
