import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterAll, expect, test } from "vitest";
import { Balancer } from "@/engine/testing/balancer";
import { deadline, eventually } from "@/engine/testing/deadline";

process.env.EVENKEEL_NO_KOFFI = "1";
afterAll(() => {
  delete process.env.EVENKEEL_NO_KOFFI;
});

test("without system calls Node's own handles relay, and tell of a port that is unreachable", async () => {
  const member = createSocket("udp4");
  member.on("message", (bytes, from) => member.send(`m:${bytes.toString()}`, from.port, from.address));
  member.bind(0, "127.0.0.1");
  await once(member, "listening");
  const made = new Balancer({ members: [{ port: member.address().port }], listener: { protocol: "UDP" } });
  const client = createSocket("udp4");
  const ask = async (text: string): Promise<string> => {
    const answer = once(client, "message") as Promise<[Buffer]>;
    client.send(text, made.port, "127.0.0.1");
    return (await deadline(answer, text))[0].toString();
  };
  expect(await ask("1")).toBe("m:1");
  expect(await ask("")).toBe("m:");
  member.close();
  client.send("lost", made.port, "127.0.0.1");
  await eventually(() => made.inFlight(0) === 0, "the flow left its member");
  client.close();
  await made.stop();
});
