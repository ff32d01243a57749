import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import type { MailChannel } from "@/lib/model/alarm-target";
import { isReachable, resolveTarget } from "./address";
import { hookPost, type HookTarget, sendToHook } from "./hook";
import { sendMail } from "./mail";
import { messageText } from "./message-text";

const message: AlarmMessage = {
  id: "7c0a6a0e-0000-4000-8000-000000000001",
  kind: "fired",
  at: Date.UTC(2026, 0, 2, 3, 4, 5),
  rule: {
    id: "r1",
    name: "busy",
    level: "critical",
    source: "metric",
    metric: "m1_cps",
    statistic: "average",
    periodS: 300,
    operator: ">",
    threshold: 1000,
    count: 3,
    objectType: "loadbalancer",
  },
  objects: [{ type: "loadbalancer", id: "lb1", name: "elb-1", value: 1234.567, detail: "", since: 0 }],
  more: 0,
};

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

interface Received {
  request: IncomingMessage;
  body: string;
}

async function hookServer(answer: { status?: number; body?: string } = {}) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ request, body: Buffer.concat(parts).toString() });
      response.writeHead(answer.status ?? 200, { location: "http://127.0.0.1:1/" }).end(answer.body ?? "ok");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ending.push(() => new Promise((resolve) => server.close(resolve)));
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=k` };
}

const target = (over: Partial<HookTarget>): HookTarget => ({
  type: "webhook",
  url: "https://example.com/hook?key=k",
  secret: "",
  locale: "en",
  ...over,
});

const sign = (key: string, text: string) => createHmac("sha256", key).update(text);

describe("a hook", () => {
  it("is sent JSON that its secret signs together with the time", async () => {
    const { received, url } = await hookServer();
    await sendToHook(target({ url, secret: "s3" }), message, 1_700_000_000_999, true);
    const [{ request, body }] = received as [Received];
    expect(request.url).toBe("/hook?key=k");
    expect(request.headers["x-evenkeel-id"]).toBe(message.id);
    expect(request.headers["x-evenkeel-timestamp"]).toBe("1700000000");
    expect(request.headers["x-evenkeel-signature"]).toBe(`sha256=${sign("s3", `1700000000.${body}`).digest("hex")}`);
    expect(JSON.parse(body)).toMatchObject({
      version: 1,
      event: "alarm.fired",
      rule: { name: "busy", threshold: 1000 },
      objects: [{ id: "lb1", value: 1234.567 }],
      title: "[Critical] busy: elb-1",
    });
  });

  it("is refused this host, its link and metadata services unless an administrator lets it", async () => {
    const { received, url } = await hookServer();
    await expect(sendToHook(target({ url }), message, 0, false)).rejects.toThrow("ADDRESS_REFUSED");
    expect(received).toEqual([]);
    const bad = ["127.0.0.1", "127.8.8.8", "0.0.0.0", "169.254.169.254", "100.100.100.200", "224.0.0.1", "::1", "::"];
    const worse = [
      "fe80::1",
      "fd00:ec2::254",
      "::ffff:127.0.0.1",
      "::ffff:a9fe:a9fe",
      "64:ff9b::7f00:1",
      "255.255.255.255",
    ];
    for (const address of [...bad, ...worse]) expect(isReachable(address), address).toBe(false);
    for (const address of ["10.0.0.5", "192.168.1.2", "8.8.8.8", "fd12::1", "2606:4700::1"]) {
      expect(isReachable(address), address).toBe(true);
    }
    const both = () =>
      Promise.resolve([
        { address: "8.8.8.8", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    await expect(resolveTarget("rebind.example", false, both)).rejects.toThrow("ADDRESS_REFUSED");
    await expect(resolveTarget("none.example", false, () => Promise.resolve([]))).rejects.toThrow("NAME_UNKNOWN");
  });

  it("follows no redirection and says what it was answered", async () => {
    const moved = await hookServer({ status: 302 });
    await expect(sendToHook(target({ url: moved.url }), message, 0, true)).rejects.toThrow("HTTP 302");
    const broken = await hookServer({ status: 500, body: "out of order\nmore" });
    await expect(sendToHook(target({ url: broken.url }), message, 0, true)).rejects.toThrow("HTTP 500 out of order");
    expect(moved.received).toHaveLength(1);
  });

  it("reads the refusals that bots of chats answer with 200", async () => {
    const { url } = await hookServer({ body: '{"code":19021,"msg":"sign match fail"}' });
    await expect(sendToHook(target({ type: "feishu", url }), message, 0, true)).rejects.toThrow(
      "19021 sign match fail",
    );
    const taken = await hookServer({ body: '{"errcode":0,"errmsg":"ok"}' });
    await sendToHook(target({ type: "dingtalk", url: taken.url }), message, 0, true);
    expect(taken.received).toHaveLength(1);
  });

  it("speaks the format of each chat", () => {
    const now = 1_700_000_000_123;
    const bodyOf = (over: Partial<HookTarget>) => JSON.parse(hookPost(target(over), message, now).body) as object;
    expect(bodyOf({ type: "slack" })).toEqual({ text: expect.stringContaining("elb-1: 1,234.57") });
    expect(bodyOf({ type: "wecom" })).toMatchObject({ msgtype: "text", text: { content: expect.any(String) } });
    expect(bodyOf({ type: "feishu", secret: "s" })).toMatchObject({
      timestamp: "1700000000",
      sign: sign("1700000000\ns", "").digest("base64"),
      msg_type: "text",
    });
    expect(bodyOf({ type: "feishu" })).not.toHaveProperty("sign");
    const { url } = hookPost(target({ type: "dingtalk", secret: "s" }), message, now);
    const query = new URL(url).searchParams;
    expect(query.get("key")).toBe("k");
    expect(query.get("timestamp")).toBe(String(now));
    expect(query.get("sign")).toBe(sign("s", `${now}\ns`).digest("base64"));
  });
});

interface Mail {
  from: string;
  to: string[];
  text: string;
  user: string;
}

async function mailServer(options: ConstructorParameters<typeof SMTPServer>[0] = {}) {
  const received: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth: ({ username, password }, _, done) =>
      password === "pw" ? done(null, { user: username }) : done(new Error("no such user")),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString(),
          user: String(session.user ?? ""),
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  ending.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  const channel: MailChannel = {
    type: "mail",
    host: "127.0.0.1",
    port,
    security: "none",
    username: "",
    from: "elb@example.com",
    to: ["ops@example.com", "night@example.com"],
  };
  return { received, channel };
}

describe("a mail", () => {
  it("goes to all receivers, with what happened in its subject", async () => {
    const { received, channel } = await mailServer({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true });
    await sendMail({ channel: { ...channel, username: "elb" }, password: "pw", locale: "en" }, message, true);
    expect(received).toMatchObject([{ from: "elb@example.com", to: channel.to, user: "elb" }]);
    expect(received[0]?.text).toContain("Subject: [Critical] busy: elb-1");
    expect(received[0]?.text).toContain("Condition: Average of m1_cps > 1,000");
    expect(received[0]?.text).toContain(`Message-ID: <${message.id}@example.com>`);
  });

  it("is not sent in the clear where STARTTLS is wanted, nor to a certificate that nobody trusts", async () => {
    const clear = await mailServer({ disabledCommands: ["STARTTLS"] });
    const wanted = {
      channel: { ...clear.channel, security: "starttls" as const },
      password: "",
      locale: "en" as const,
    };
    await expect(sendMail(wanted, message, true)).rejects.toThrow();
    expect(clear.received).toEqual([]);
    // The server's own certificate is signed by nobody.
    const own = await mailServer();
    const channel = { ...own.channel, security: "starttls" as const };
    await expect(sendMail({ ...wanted, channel }, message, true)).rejects.toThrow(/self|certificate/i);
    expect(own.received).toEqual([]);
  });

  it("says why the server refused, and not the password", async () => {
    const { channel } = await mailServer({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true });
    const failed = sendMail(
      { channel: { ...channel, username: "elb" }, password: "wrong", locale: "en" },
      message,
      true,
    );
    await expect(failed).rejects.toThrow(/535/);
    await expect(failed).rejects.not.toThrow(/wrong/);
    await expect(sendMail({ channel, password: "", locale: "en" }, message, false)).rejects.toThrow("ADDRESS_REFUSED");
  });
});

describe("the text of a message", () => {
  it("is in the target's language", () => {
    expect(messageText(message, "zh-CN").title).toBe("【紧急】busy：elb-1");
    const many = { ...message, kind: "recovered" as const, more: 30 };
    expect(messageText(many, "en")).toMatchObject({ title: "[Recovered] busy: 31 objects" });
    expect(messageText(many, "en").lines).toContain("… and 30 more");
  });

  it("says traffic in units that people name, small values too", () => {
    const [first] = message.objects;
    const of = (metric: string, threshold: number, value: number) => {
      const rule = { ...message.rule, metric, threshold };
      const text = messageText({ ...message, rule, objects: first === undefined ? [] : [{ ...first, value }] }, "en");
      return text.lines.join("\n");
    };
    expect(of("m7_in_Bps", 12_500_000, 300)).toMatch(/> 12\.5 MB\/s(.|\n)*0\.0003 MB\/s/);
    expect(of("eip_out_bps", 5_000_000, 123_456_789)).toMatch(/> 5 Mbit\/s(.|\n)*123\.46 Mbit\/s/);
    expect(of("m1_cps", 1000, 1234.567)).toMatch(/> 1,000(.|\n)*1,234\.57/);
  });
});
