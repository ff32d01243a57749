import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeaderField } from "./header-field";
import { HpackDecoder } from "./hpack-decoder";
import { encodeAnswer } from "./hpack-encoder";
import { decodeHuffman, encodeHuffman, huffmanLength } from "./huffman";

function decode(decoder: HpackDecoder, hex: string): string[] | null {
  const bytes = Buffer.from(hex.replaceAll(" ", ""), "hex");
  const found: string[] = [];
  const take = ({ name, value }: HeaderField) => found.push(`${name}: ${value}`);
  return decoder.read(bytes, 0, bytes.length, take) ? found : null;
}

const plain = [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"];
const custom = [":method: GET", ":scheme: https", ":path: /index.html", ":authority: www.example.com"];

describe("RFC 7541 appendix C", () => {
  it("C.3: requests as they are, on one connection", () => {
    const decoder = new HpackDecoder();
    expect(decode(decoder, "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d")).toEqual(plain);
    expect(decode(decoder, "8286 84be 5808 6e6f 2d63 6163 6865")).toEqual([...plain, "cache-control: no-cache"]);
    expect(decode(decoder, "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65")).toEqual([
      ...custom,
      "custom-key: custom-value",
    ]);
  });

  it("C.4: the same, encoded by Huffman", () => {
    const decoder = new HpackDecoder();
    expect(decode(decoder, "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff")).toEqual(plain);
    expect(decode(decoder, "8286 84be 5886 a8eb 1064 9cbf")).toEqual([...plain, "cache-control: no-cache"]);
    expect(decode(decoder, "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf")).toEqual([
      ...custom,
      "custom-key: custom-value",
    ]);
  });
});

describe("a decoder", () => {
  it.each([
    ["an index of nothing", "80"],
    ["an index beyond the tables", "be"],
    ["an integer without its end", "ff"],
    ["an integer too large", "ffffffffff7f"],
    ["a string longer than the block", "400a61"],
    ["a string that contains its end", "4001 61 84ff ff ff ff".replaceAll(" ", "")],
    ["padding of more than seven bits", "40 01 61 82 1f ff".replaceAll(" ", "")],
    ["padding of zeros", "40 01 61 81 18".replaceAll(" ", "")],
    ["a table larger than we said", "3fe21f"],
    ["a change of size after a field", "8220"],
  ])("refuses %s", (_, hex) => {
    expect(decode(new HpackDecoder(), hex)).toBeNull();
  });

  it("forgets what a smaller table has no room for, and what is larger than the table empties it", () => {
    const decoder = new HpackDecoder();
    expect(decode(decoder, "4001 6101 62")).toEqual(["a: b"]);
    expect(decode(decoder, "be")).toEqual(["a: b"]);
    expect(decode(decoder, "20")).toEqual([]);
    expect(decode(decoder, "be")).toBeNull();
    // A literal of 5,000 bytes: 0x7f, then 5000 - 127 in parts of seven bits.
    const other = new HpackDecoder();
    decode(other, "4001 6101 62");
    expect(decode(other, `400161 7f 89 26 ${"78".repeat(5000)}`)).toEqual([`a: ${"x".repeat(5000)}`]);
    expect(decode(other, "be")).toBeNull();
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoder = new HpackDecoder();
        expect([true, false]).toContain(decoder.read(Buffer.from(bytes), 0, bytes.length, () => undefined));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("Huffman's code", () => {
  it("gives back every string of bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString("latin1");
        const packed = Buffer.alloc(bytes.length * 4);
        const length = encodeHuffman(text, packed, 0);
        expect(length).toBe(huffmanLength(text));
        const out = Buffer.alloc(bytes.length * 8 + 8);
        expect(decodeHuffman(packed, 0, length, out)).toBe(bytes.length);
        expect(out.toString("latin1", 0, bytes.length)).toBe(text);
      }),
    );
  });
});

describe("an answer's block", () => {
  it("says the same as the head, without what only a connection of HTTP/1.1 needs", () => {
    const head =
      "HTTP/1.1 203 Perhaps\r\nContent-Type: text/plain\r\nX-Odd:  a b \r\nConnection: close\r\nSet-Cookie: a=b\r\n" +
      "Transfer-Encoding: chunked\r\nX-Empty:\r\n\r\n";
    const expected = [":status: 203", "content-type: text/plain", "x-odd: a b", "set-cookie: a=b", "x-empty: "];
    for (let again = 0; again < 2; again++) {
      const block = Buffer.from(encodeAnswer(head), "latin1").toString("hex");
      expect(decode(new HpackDecoder(), block)).toEqual(expected);
    }
    expect(
      decode(new HpackDecoder(), Buffer.from(encodeAnswer("HTTP/1.1 200 OK\r\n\r\n"), "latin1").toString("hex")),
    ).toEqual([":status: 200"]);
  });
});
