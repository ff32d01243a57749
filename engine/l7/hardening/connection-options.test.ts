import { describe, expect, it } from "vitest";
import { RequestHead } from "@/engine/l7/http1/request-head";
import { startChain } from "@/engine/testing/session";

const lines = Array.from({ length: 95 }, (_, i) => `x${String(i).padStart(2, "0")}: 1\r\n`).join("");

describe("Connection with thousands of options", () => {
  const options = Array.from({ length: 7000 }, (_, i) => `y${String(i % 90).padStart(2, "0")}`).join(",");
  const text = `GET / HTTP/1.1\r\nHost: h\r\nConnection: ${options}\r\n${lines}\r\n`;

  it("is refused", async () => {
    expect(new RequestHead().parse(Buffer.from(text), 0, text.length)).toBe(-400);
    const { backend, client } = await startChain();
    client.send(text);
    expect((await client.answer()).status).toBe(400);
    expect(backend.connections).toHaveLength(0);
  });
});

describe("Connection with more options than anyone needs", () => {
  it("is refused though it is short", () => {
    const text = `GET / HTTP/1.1\r\nHost: h\r\nConnection: ${"a,".repeat(65)}\r\n\r\n`;
    expect(new RequestHead().parse(Buffer.from(text), 0, text.length)).toBe(-400);
  });
});

describe("Connection with a few options", () => {
  it("drops what it names", () => {
    const head = new RequestHead();
    const text = `GET / HTTP/1.1\r\nHost: h\r\nConnection: X00, close, x94\r\n${lines}\r\n`;
    expect(head.parse(Buffer.from(text), 0, text.length)).toBe(text.length);
    expect(head.lines.field.filter((field) => field === 1)).toHaveLength(2);
  });
});
