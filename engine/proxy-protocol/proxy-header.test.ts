import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksum } from "./checksum";
import { incomplete, malformed, ProxyHeader, signature } from "./proxy-header";
import { proxyHeader } from "./write-header";

const header = new ProxyHeader();
const target = { address: "127.0.0.1", port: 3306 };

function parse(bytes: Buffer | string): [number, string, number] {
  const all = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
  return [header.parse(all, all.length), header.address, header.port];
}

function binary(command: number, family: number, body: Buffer): Buffer {
  const head = Buffer.from([command, family, body.length >> 8, body.length & 255]);
  return Buffer.concat([signature, head, body]);
}

const addresses4 = Buffer.from([10, 0, 0, 1, 127, 0, 0, 1, 0x30, 0x39, 0, 80]);

describe("a PROXY protocol header", () => {
  it.each([
    ["PROXY TCP4 10.0.0.1 127.0.0.1 12345 80\r\n", "10.0.0.1", 12_345],
    ["PROXY TCP6 2001:db8::1 ::1 65535 0\r\n", "2001:db8::1", 65_535],
    ["PROXY UNKNOWN\r\n", "", 0],
    ["PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", "", 0],
  ])("%j is read", (line, address, port) => {
    expect(parse(`${line}rest`)).toEqual([line.length, address, port]);
  });

  it.each([
    "GET / HTTP/1.1\r\n",
    "proxy TCP4 10.0.0.1 127.0.0.1 1 2\r\n",
    "PROXY  TCP4 10.0.0.1 127.0.0.1 1 2\r\n",
    "PROXY TCP4 10.0.0.1 127.0.0.1 1 2\n",
    "PROXY TCP4 10.0.0.1 127.0.0.1 1 2 3\r\n",
    "PROXY TCP4 10.0.0.1 127.0.0.1 1 65536\r\n",
    "PROXY TCP4 10.0.0.1 127.0.0.1 01 2\r\n",
    "PROXY TCP4 10.0.0.01 127.0.0.1 1 2\r\n",
    "PROXY TCP4 10.0.0.256 127.0.0.1 1 2\r\n",
    "PROXY TCP4 ::1 ::1 1 2\r\n",
    "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
    "PROXY UDP4 10.0.0.1 127.0.0.1 1 2\r\n",
    `PROXY UNKNOWN ${"x".repeat(100)}\r\n`,
    "\r\n\r\nGET",
  ])("%j is refused", (text) => {
    expect(parse(text)[0]).toBe(malformed);
  });

  it.each([
    ["TCP over IPv4", binary(0x21, 0x11, addresses4), "10.0.0.1", 12_345],
    ["LOCAL, whatever follows", binary(0x20, 0x11, addresses4), "", 0],
    ["UNSPEC", binary(0x21, 0x00, Buffer.alloc(0)), "", 0],
    [
      "with fields after it",
      binary(0x21, 0x11, Buffer.concat([addresses4, Buffer.from([4, 0, 1, 0])])),
      "10.0.0.1",
      12_345,
    ],
  ])("version 2 %s is read", (_, bytes, address, port) => {
    expect(parse(bytes)).toEqual([bytes.length, address, port]);
  });

  it.each([
    ["another version", binary(0x11, 0x11, addresses4)],
    ["another command", binary(0x22, 0x11, addresses4)],
    ["datagrams", binary(0x21, 0x12, addresses4)],
    ["a unix socket", binary(0x21, 0x31, Buffer.alloc(216))],
    ["too few addresses", binary(0x21, 0x11, addresses4.subarray(0, 11))],
    ["half a field", binary(0x21, 0x11, Buffer.concat([addresses4, Buffer.from([4, 0])]))],
    ["a field beyond the end", binary(0x21, 0x11, Buffer.concat([addresses4, Buffer.from([4, 0, 2, 0])]))],
    ["a wrong checksum", binary(0x21, 0x11, Buffer.concat([addresses4, Buffer.from([3, 0, 4, 1, 2, 3, 4])]))],
    ["more than 2 kB", binary(0x21, 0x11, Buffer.alloc(2049))],
  ])("version 2 with %s is refused", (_, bytes) => {
    expect(parse(bytes)[0]).toBe(malformed);
  });

  it("version 2 with its checksum is read", () => {
    const bytes = binary(0x21, 0x11, Buffer.concat([addresses4, Buffer.from([3, 0, 4, 0, 0, 0, 0])]));
    bytes.writeUInt32BE(checksum(bytes, bytes.length, bytes.length - 4), bytes.length - 4);
    expect(parse(bytes)).toEqual([bytes.length, "10.0.0.1", 12_345]);
    // RFC 3720 B.4: 32 bytes of ones.
    expect(checksum(Buffer.alloc(36, 0xff), 32, 32)).toBe(0x62a8ab43);
  });

  const address = fc.oneof(fc.ipV4(), fc.ipV6());
  const port = fc.integer({ min: 0, max: 65_535 });

  it("says what was written, by every address, and waits while it is not whole", () => {
    fc.assert(
      fc.property(fc.constantFrom("v1" as const, "v2" as const), address, port, (version, client, number) => {
        const bytes = proxyHeader(version, { address: client, port: number }, target);
        for (let end = 0; end < bytes.length; end++) expect(header.parse(bytes, end)).toBe(incomplete);
        expect(header.parse(Buffer.concat([bytes, Buffer.from("rest")]), bytes.length + 4)).toBe(bytes.length);
        expect(header.port).toBe(number);
        expect(normal(header.address)).toBe(normal(client));
      }),
    );
    expect(parse(proxyHeader("v1", null, target))).toEqual([15, "", 0]);
    expect(parse(proxyHeader("v2", null, target))).toEqual([16, "", 0]);
  });

  it("reads any bytes to one of three answers, and never past their end", () => {
    const starts = fc.constantFrom(
      Buffer.from("PROXY TCP4 "),
      signature,
      Buffer.concat([signature, Buffer.from([0x21, 0x11])]),
      Buffer.alloc(0),
    );
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        const bytes = Buffer.concat([start, rest]);
        const after = header.parse(bytes, bytes.length);
        expect(after === incomplete || after === malformed || (after >= 15 && after <= bytes.length)).toBe(true);
        if (after <= 0) expect(header.address).toBe("");
      }),
      { numRuns: 2000 },
    );
  });
});

/** Both forms of an address to one: every group, mapped where it is IPv4. */
function normal(text: string): string {
  const { hostname } = new URL(`http://[${text.includes(":") ? text : `::ffff:${text}`}]`);
  return hostname;
}
