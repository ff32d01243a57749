import { describe, expect, it } from "vitest";
import { ipv4Number } from "@/engine/limits/peer-address";
import type { ListenerPlan } from "@/engine/plan/plan";
import { addressSet } from "@/engine/testing/balancer";
import { answerEach, ok } from "@/engine/testing/recording-backend";
import { openClient, startBackend, startBalancer, startChain } from "@/engine/testing/session";

const local = "127.0.0.1";
const trustedProxies = addressSet(ipv4Number(local), ipv4Number("10.0.0.1"));
const fixedHeaders = "";

const request = (headers = "") => `GET / HTTP/1.1\r\nHost: h\r\n${headers}\r\n`;
const from = (...addresses: string[]) => request(`X-Forwarded-For: ${addresses.join(", ")}\r\n`);

/** The lines about the client that the member got with each request. */
async function passedOn(listener: Partial<ListenerPlan>, ...requests: string[]): Promise<string[][]> {
  const { backend, client } = await startChain(answerEach(), { listener: { fixedHeaders, ...listener } });
  for (const one of requests) {
    client.send(one);
    await client.answer();
  }
  const heads = backend.bytes.split("\r\n\r\n").slice(0, -1);
  return heads.map((head) => head.split("\r\n").filter((line) => /^x-(forwarded-for|real-ip)/i.test(line)));
}

describe("X-Forwarded-For of a peer that is not trusted", () => {
  const spoofed = "X-Forwarded-For: 1.1.1.1\r\nX-Real-IP: 6.6.6.6\r\nX-Forwarded-For: 2.2.2.2\r\n";

  it("is appended to", async () => {
    const ours = [`X-Real-IP: ${local}`];
    expect(await passedOn({}, request(spoofed), request())).toEqual([
      [`X-Forwarded-For: 1.1.1.1, 2.2.2.2, ${local}`, ...ours],
      [`X-Forwarded-For: ${local}`, ...ours],
    ]);
  });

  it("is replaced under overwrite", async () => {
    const ours = [`X-Forwarded-For: ${local}`, `X-Real-IP: ${local}`];
    expect(await passedOn({ forwardedFor: "overwrite" }, request(spoofed), request())).toEqual([ours, ours]);
  });

  it("passes unchanged under preserve and is added when absent", async () => {
    expect(await passedOn({ forwardedFor: "preserve" }, request(spoofed), request())).toEqual([
      ["X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 2.2.2.2", `X-Real-IP: ${local}`],
      [`X-Forwarded-For: ${local}`, `X-Real-IP: ${local}`],
    ]);
  });

  it("is left alone in every mode when the listener adds nothing", async () => {
    const listener = { xForwardedFor: false, forwardedFor: "overwrite" as const, trustedProxies };
    expect(await passedOn(listener, from("1.1.1.1"), request())).toEqual([["X-Forwarded-For: 1.1.1.1"], []]);
  });
});

describe("X-Forwarded-For of a trusted proxy (K-20)", () => {
  it("names the client, request by request", async () => {
    const requests = [from("6.6.6.6", "1.1.1.1", "10.0.0.1"), request(), from("2.2.2.2"), from("junk")];
    expect(await passedOn({ trustedProxies }, ...requests)).toEqual([
      [`X-Forwarded-For: 6.6.6.6, 1.1.1.1, 10.0.0.1, ${local}`, "X-Real-IP: 1.1.1.1"],
      [`X-Forwarded-For: ${local}`, `X-Real-IP: ${local}`],
      [`X-Forwarded-For: 2.2.2.2, ${local}`, "X-Real-IP: 2.2.2.2"],
      [`X-Forwarded-For: junk, ${local}`, `X-Real-IP: ${local}`],
    ]);
    expect(await passedOn({ trustedProxies, forwardedFor: "overwrite" }, ...requests.slice(0, 2))).toEqual([
      ["X-Forwarded-For: 1.1.1.1", "X-Real-IP: 1.1.1.1"],
      [`X-Forwarded-For: ${local}`, `X-Real-IP: ${local}`],
    ]);
    expect(await passedOn({ trustedProxies, forwardedFor: "preserve" }, ...requests.slice(0, 1))).toEqual([
      ["X-Forwarded-For: 6.6.6.6, 1.1.1.1, 10.0.0.1", "X-Real-IP: 1.1.1.1"],
    ]);
  });

  it("decides about the access list, and nobody else's does", async () => {
    const whitelist = addressSet(ipv4Number("1.1.1.1"));
    const { backend, balancer, client } = await startChain(answerEach(), { listener: { whitelist, trustedProxies } });
    client.send(from("1.1.1.1"));
    expect((await client.answer()).status).toBe(200);
    client.send(from("1.1.1.1", "2.2.2.2"));
    expect((await client.all()).slice(0, 12)).toBe("HTTP/1.1 403");
    const direct = await openClient(balancer.port);
    direct.send(request());
    expect((await direct.all()).slice(0, 12)).toBe("HTTP/1.1 403");
    const stranger = await openClient(balancer.port, "127.0.0.2");
    stranger.send(from("1.1.1.1"));
    expect((await stranger.all()).slice(0, 12)).toBe("HTTP/1.1 403");
    expect(backend.requestLines).toHaveLength(1);
  });

  it("follows a change of the list on an open connection", async () => {
    const { balancer, client } = await startChain(answerEach(), { listener: { trustedProxies } });
    client.send(from("1.1.1.1"));
    expect((await client.answer()).status).toBe(200);
    balancer.apply({ listener: { whitelist: addressSet(ipv4Number("1.1.1.1")) } });
    client.send(from("1.1.1.1"));
    expect((await client.all()).slice(0, 12)).toBe("HTTP/1.1 403");
  });

  it("chooses the member under source IP", async () => {
    const backends = await Promise.all(["a", "b", "c", "d"].map((body) => startBackend(answerEach(ok(body)))));
    const balancer = startBalancer({
      members: backends.map(({ port }) => ({ port })),
      pool: { algorithm: "SOURCE_IP" },
      listener: { trustedProxies },
    });
    const client = await openClient(balancer.port);
    const seen = new Map<string, string>();
    for (let i = 0; i < 40; i++) {
      const address = `1.1.1.${i % 20}`;
      client.send(from(address));
      const { body } = await client.answer();
      expect(seen.get(address) ?? body).toBe(body);
      seen.set(address, body);
    }
    expect(new Set(seen.values()).size).toBeGreaterThan(2);
    balancer.apply({ listener: {} });
    const bodies = new Set<string>();
    for (let i = 0; i < 20; i++) {
      client.send(from(`1.1.1.${i}`));
      bodies.add((await client.answer()).body);
    }
    expect(bodies.size).toBe(1);
  });
});
