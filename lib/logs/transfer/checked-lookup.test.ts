import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { credentials, startS3 } from "../testing/s3-server";
import type { Resolver } from "./checked-lookup";
import { S3Sink } from "./s3-sink";
import type { TransferObject } from "./sink";
import { SyslogSink } from "./syslog-sink";

/* Names under .invalid lead nowhere (RFC 6761): whoever asks the system instead of the given resolver fails. */
const name = "logs.invalid";
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUps.splice(0)) await clean();
});

/** A name server of an attacker: a harmless answer for the check, then another for whoever asks again. */
function changing(first: string, then: string): { resolver: Resolver; asked: string[] } {
  const asked: string[] = [];
  const resolver: Resolver = async (host) => {
    asked.push(host);
    return [{ address: asked.length === 1 ? first : then, family: 4 }];
  };
  return { resolver, asked };
}

function object(): TransferObject {
  const lines = Buffer.from("1795387531.982 a line\\n");
  return { name: "a.log", lines, bytes: lines };
}

async function bucketAt(resolver: Resolver) {
  const s3 = await startS3("elb-logs");
  cleanUps.push(() => s3.stop());
  const { accessKey, secret, region } = credentials;
  const endpoint = `http://${name}:${new URL(s3.endpoint).port}`;
  return { s3, sink: new S3Sink({ type: "s3", endpoint, bucket: "elb-logs", accessKey, region }, secret, resolver) };
}

async function collector(): Promise<{ port: number; received: () => string }> {
  let text = "";
  const server: Server = createServer((socket) => socket.setEncoding("utf8").on("data", (part) => (text += part)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  cleanUps.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, received: () => text };
}

it("a bucket is reached at the address that was checked, whatever its name leads to a moment later", async () => {
  const { resolver, asked } = changing("127.0.0.1", "169.254.169.254");
  const { s3, sink } = await bucketAt(resolver);
  await sink.put(object(), new AbortController().signal);
  expect([...s3.objects.keys()]).toEqual(["elb-logs/a.log"]);
  expect(asked).toEqual([name]);
});

it("a bucket whose name leads to a metadata service gets nothing", async () => {
  const { resolver } = changing("169.254.169.254", "127.0.0.1");
  const { s3, sink } = await bucketAt(resolver);
  await expect(sink.put(object(), new AbortController().signal)).rejects.toThrow("leads to a metadata service");
  expect(s3.objects.size).toBe(0);
});

it("so are collectors of syslog", async () => {
  const { port, received } = await collector();
  const { resolver, asked } = changing("127.0.0.1", "169.254.169.254");
  await new SyslogSink(name, port, resolver).put(object(), new AbortController().signal);
  expect(received()).toContain("a line");
  expect(asked).toEqual([name]);
  const bad = changing("169.254.169.254", "127.0.0.1");
  const refused = new SyslogSink(name, port, bad.resolver).put(object(), new AbortController().signal);
  await expect(refused).rejects.toThrow("leads to a metadata service");
});
