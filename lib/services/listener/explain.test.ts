import { expect, test } from "vitest";
import type { PassageQuestion } from "@/lib/model/passage";
import type { AskedPassage, Explanation } from "@/lib/wire/explanation";
import { listMembers } from "../member/list";
import { createChain } from "../testing/chain";
import { type TestContext, testContext } from "../testing/context";
import { explainPassage } from "./explain";

const asked: AskedPassage[] = [];

function start(change: Partial<Explanation["workers"][number]> = {}, route: Explanation["route"] = null) {
  asked.length = 0;
  const ctx: TestContext = testContext({
    explain: async (_, passage) => {
      asked.push(passage);
      const worker = {
        client: passage.client,
        behindProxy: false,
        awaitsProxyHeader: false,
        accessList: null,
        connections: null,
        ofSource: null,
        stop: null,
        status: 0,
        location: "",
        poolId: chain.listener.defaultPoolId,
        session: null,
        members: servers().map(({ id }) => ({ memberId: id, weight: 1, held: 0, standing: "eligible" as const })),
        memberId: servers()[0]?.id ?? null,
        ...change,
      };
      return { workers: [worker, { ...worker, memberId: servers()[1]?.id ?? null }], route };
    },
  });
  const chain = createChain(ctx);
  const servers = () => listMembers(ctx, chain.listener.defaultPoolId ?? "");
  const ask = (question: Partial<PassageQuestion> = {}) =>
    explainPassage(ctx, { listenerId: chain.listener.id, client: "127.0.0.1", ...question });
  return { ctx, chain, ask };
}

test("gives names to what the engine says, and counts the workers that would choose a server", async () => {
  const { ask, chain } = start();
  const answer = await ask({ url: "http://shop.example/a?b", headers: [{ name: "Cookie", value: "S=1" }] });
  expect(asked[0]).toMatchObject({
    client: "127.0.0.1",
    address: chain.balancer.vipAddress,
    host: "shop.example",
    path: "/a?b",
    headers: [["Cookie", "S=1"]],
  });
  expect(answer).toMatchObject({ place: `${chain.balancer.vipAddress}:80`, workers: 2, route: null });
  expect(answer.group).toMatchObject({ name: "servers", algorithm: "ROUND_ROBIN" });
  expect(answer.servers.map(({ name, chosenBy }) => [name, chosenBy])).toEqual([
    ["127.0.0.1:9001", 1],
    ["127.0.0.1:9002", 1],
  ]);
});

test("method and announced client are handed on; a URL of the other scheme is said to be one", async () => {
  const { ask } = start();
  const answer = await ask({ method: "DELETE", announced: "10.0.0.7", url: "HTTPS://shop.example/" });
  expect(asked[0]).toMatchObject({ method: "DELETE", announced: "10.0.0.7", host: "shop.example", path: "/" });
  expect(answer).toMatchObject({ scheme: "http", otherScheme: true, method: "DELETE", peer: "127.0.0.1" });
  expect(await ask({ url: "http://shop.example/" })).toMatchObject({ otherScheme: false, method: "GET" });
});

test("a path alone names the load balancer's address as the host", async () => {
  const { ask, chain } = start();
  await ask();
  expect(asked[0]).toMatchObject({ host: `${chain.balancer.vipAddress}:80`, path: "/" });
});

test.each([
  ["client", { client: "shop" }],
  ["url", { url: "shop example" }],
  ["method", { method: "GET /" }],
  ["announced", { announced: "shop" }],
  ["headers.0.value", { headers: [{ name: "X", value: "a\r\nb" }] }],
] as [string, Partial<PassageQuestion>][])("%s is refused with its field", async (field, question) => {
  const { ask } = start();
  await expect(ask(question)).rejects.toMatchObject({ code: "invalid", fields: [{ path: field }] });
  expect(asked).toEqual([]);
});

test("without an engine it is unavailable; of others' listeners nothing is said", async () => {
  const ctx = testContext();
  const { listener } = createChain(ctx);
  await expect(explainPassage(ctx, { listenerId: listener.id, client: "127.0.0.1" })).rejects.toMatchObject({
    code: "unavailable",
  });
  const stranger = ctx.as({ role: "observer", projectId: "9d5b7f5c-0000-4000-8000-000000000000" });
  await expect(explainPassage(stranger, { listenerId: listener.id, client: "127.0.0.1" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
