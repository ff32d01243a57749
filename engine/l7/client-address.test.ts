import { describe, expect, it } from "vitest";
import { compileAddressSet } from "@/engine/limits/address-set";
import { ipv4Number } from "@/engine/limits/peer-address";
import type { AddressSet } from "@/engine/plan/plan";
import { ClientAddress } from "./client-address";
import { RequestHead } from "./http1/request-head";

const compiled = compileAddressSet(["10.0.0.0/8"]);
const trusted = (compiled as { set: AddressSet }).set;

function clientOf(...lines: string[]): string {
  const head = new RequestHead();
  const text = `GET / HTTP/1.1\r\nHost: h\r\n${lines.map((line) => `X-Forwarded-For: ${line}\r\n`).join("")}\r\n`;
  const bytes = Buffer.from(text, "latin1");
  expect(head.parse(bytes, 0, bytes.length)).toBe(bytes.length);
  const client = new ClientAddress();
  client.read(head, bytes, "10.0.0.9", ipv4Number("10.0.0.9"), trusted);
  expect(client.source).toBe(ipv4Number(client.address));
  return client.address;
}

describe("the client behind trusted proxies (K-20)", () => {
  it("is the right-most address that is none of them", () => {
    expect(clientOf("1.1.1.1, 2.2.2.2")).toBe("2.2.2.2");
    expect(clientOf("1.1.1.1,2.2.2.2 ,\t10.1.1.1, 10.2.2.2")).toBe("2.2.2.2");
    expect(clientOf("1.1.1.1", "2.2.2.2", "10.1.1.1")).toBe("2.2.2.2");
    expect(clientOf("1.1.1.1, 2.2.2.2", "10.1.1.1, 10.2.2.2")).toBe("2.2.2.2");
  });

  it("is the left-most address when all are trusted, and the peer without any", () => {
    expect(clientOf("10.3.3.3, 10.4.4.4")).toBe("10.3.3.3");
    expect(clientOf()).toBe("10.0.0.9");
    expect(clientOf("")).toBe("10.0.0.9");
  });

  it("is the last good address before anything malformed", () => {
    for (const bad of [
      "unknown",
      "",
      "10.0.0.256",
      "1.2.3",
      "1.2.3.4:80",
      "010.0.0.1",
      "::1",
      "1.2.3.4 5.6.7.8",
      "_x",
    ]) {
      expect(clientOf(`1.1.1.1, ${bad}, 10.1.1.1`), bad).toBe("10.1.1.1");
      expect(clientOf(`1.1.1.1, ${bad}`), bad).toBe("10.0.0.9");
      expect(clientOf("1.1.1.1", bad, "10.1.1.1"), bad).toBe("10.1.1.1");
    }
    expect(clientOf(`${"9".repeat(8000)}, 10.1.1.1`)).toBe("10.1.1.1");
  });
});
