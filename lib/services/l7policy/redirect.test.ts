import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { OpenSsl } from "@/lib/pki/testing/openssl";
import { createCertificate } from "../certificate/create";
import { createL7Rule } from "../l7rule/create";
import { createListener } from "../listener/create";
import { createListenerChain } from "../listener/create-chain";
import { deleteListener } from "../listener/delete";
import { getListener } from "../listener/get";
import { listListeners } from "../listener/list";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { duplicateLoadBalancer } from "../loadbalancer/duplicate";
import { buildSnapshot } from "../snapshot/build";
import { chainInput, createChain } from "../testing/chain";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { createL7Policy } from "./create";
import { deleteL7Policy } from "./delete";
import { listL7Policies } from "./list";
import { updateL7Policy } from "./update";

const ssl = new OpenSsl();
beforeAll(() => ssl.selfSigned("a", "/CN=a.example.com"));

let ctx: TestContext;
let http: { id: string; name: string };
let balancerId: string;
let secureId: string;
beforeEach(() => {
  vi.stubEnv("EVENKEEL_DATA", mkdtempSync(path.join(tmpdir(), "evenkeel-data-")));
  ctx = testContext();
  const chain = createChain(ctx);
  http = chain.listener;
  balancerId = chain.balancer.id;
  secureId = https(443);
});
afterEach(() => vi.unstubAllEnvs());

function https(port: number, loadBalancerId = balancerId): string {
  const certificate = { certificate: ssl.read("a.crt"), privateKey: ssl.read("a.key") };
  const { id } = createCertificate(ctx, { name: `c${port}`, ...certificate });
  return createListener(ctx, { loadBalancerId, protocol: "HTTPS", port, tls: { defaultCertificateId: id } }).id;
}

function redirect(listenerId = http.id, redirectListenerId = secureId) {
  return createL7Policy(ctx, { listenerId, action: "REDIRECT_TO_LISTENER", redirectListenerId });
}

const policiesOf = (id: string) => buildSnapshot(ctx.db).listeners.find((one) => one.id === id)?.policies;

describe("a redirect to an HTTPS listener (L7-20)", () => {
  test("is added, changed and deleted, and the engine is told its port", () => {
    const { id, name } = redirect();
    expect(name).toMatch(/^redirect-[a-z0-9]{4}$/);
    expect(policiesOf(http.id)).toMatchObject([{ id, action: "REDIRECT_TO_LISTENER", redirectPort: 443 }]);
    expect(getListener(ctx, http.id).redirect).toMatchObject({ policyId: id, listener: { id: secureId, port: 443 } });
    expect(getListener(ctx, secureId).redirectedFrom).toEqual([{ id: http.id, name: http.name }]);
    const other = https(8443);
    updateL7Policy(ctx, { id, name: "moved", redirectListenerId: other });
    expect(policiesOf(http.id)).toMatchObject([{ redirectPort: 8443 }]);
    expect(listL7Policies(ctx, { listenerId: http.id })).toMatchObject([
      { name: "moved", order: null, redirectListener: { id: other } },
    ]);
    updateL7Policy(ctx, { id, enabled: false });
    expect(getListener(ctx, http.id).redirect).toMatchObject({ enabled: false });
    expect(policiesOf(http.id)).toEqual([]);
    deleteL7Policy(ctx, { id });
    expect(getListener(ctx, other).redirectedFrom).toEqual([]);
  });

  test("needs an HTTP listener and an HTTPS one of the same load balancer", () => {
    const elsewhere = createChain(ctx);
    const plain = createListener(ctx, { loadBalancerId: balancerId, protocol: "HTTP", port: 81 });
    const key = (from?: string, to?: string) => refusalOf(() => redirect(from, to)).ruleKey;
    expect(key(secureId, secureId)).toBe("redirectFromHttpOnly");
    expect(key(http.id, plain.id)).toBe("redirectToHttpsOnly");
    expect(key(http.id, https(443, elsewhere.balancer.id))).toBe("listenerOfOtherLoadBalancer");
    expect(key(http.id, "9d5b7f5c-0000-4000-8000-000000000000")).toBe("unknownReference");
    const none = () => createL7Policy(ctx, { listenerId: http.id, action: "REDIRECT_TO_LISTENER" });
    expect(refusalOf(none).ruleKey).toBe("required");
  });

  test("is the only one of its listener, and has no conditions", () => {
    const { id } = redirect();
    expect(refusalOf(() => redirect()).ruleKey).toBe("listenerRedirectsAlready");
    const path = { type: "PATH", compareType: "STARTS_WITH", value: "/" } as const;
    expect(refusalOf(() => createL7Rule(ctx, { policyId: id, rule: path })).ruleKey).toBe("redirectWithoutRules");
    expect(refusalOf(() => updateL7Policy(ctx, { id, rules: [path] })).ruleKey).toBe("redirectWithoutRules");
    deleteL7Policy(ctx, { id });
    const policy = createL7Policy(ctx, { listenerId: http.id, action: "REJECT", rules: [path] });
    const turn = { id: policy.id, redirectListenerId: secureId };
    expect(refusalOf(() => updateL7Policy(ctx, turn)).ruleKey).toBe("redirectWithoutRules");
    expect(updateL7Policy(ctx, { ...turn, rules: [] }).action).toBe("REDIRECT_TO_LISTENER");
  });

  test("keeps its target from being deleted, and names who redirects (L7-22)", () => {
    const { id } = redirect();
    const refusal = refusalOf(() => deleteListener(ctx, { id: secureId }));
    expect([refusal.code, refusal.ruleKey]).toEqual(["inUse", "listenerIsRedirectedTo"]);
    expect(refusal.remains).toEqual([{ type: "listener", id: http.id, name: http.name }]);
    deleteL7Policy(ctx, { id });
    deleteListener(ctx, { id: secureId });
    expect(listListeners(ctx, { loadBalancerId: balancerId }).map((one) => one.id)).toEqual([http.id]);
  });

  test("goes with its listener, or with the whole load balancer", () => {
    redirect();
    const older = https(444);
    const plain = createListener(ctx, { loadBalancerId: balancerId, protocol: "HTTP", port: 82 });
    redirect(plain.id, older);
    deleteListener(ctx, { id: plain.id });
    expect(getListener(ctx, older).redirectedFrom).toEqual([]);
    deleteLoadBalancer(ctx, { id: balancerId, cascade: true });
    expect(listListeners(ctx)).toEqual([]);
  });

  test("of a copied load balancer leads to the copied listener", () => {
    redirect();
    const copy = duplicateLoadBalancer(ctx, { fromId: balancerId, name: "copy", subnetId: ctx.subnetId });
    const [from, to] = listListeners(ctx, { loadBalancerId: copy.id });
    expect([from?.redirect?.listener.id, to?.redirectedFrom[0]?.id]).toEqual([to?.id, from?.id]);
    expect(to?.id).not.toBe(secureId);
  });

  test("is made with its listener by the wizard, and without a group (LS-08)", () => {
    const input = chainInput(balancerId, 83);
    const { listener } = createListenerChain(ctx, { ...input, redirectListenerId: secureId });
    expect(getListener(ctx, listener.id)).toMatchObject({
      defaultPoolId: null,
      redirect: { enabled: true, listener: { id: secureId } },
    });
    const missing = { ...input, redirectListenerId: "9d5b7f5c-0000-4000-8000-000000000000" };
    const refused = refusalOf(() =>
      createListenerChain(ctx, { ...missing, listener: { ...input.listener, port: 84 } }),
    );
    expect(refused.fields.map(({ path }) => path)).toEqual(["redirectListenerId"]);
    expect(listListeners(ctx).some(({ port }) => port === 84)).toBe(false);
  });
});
