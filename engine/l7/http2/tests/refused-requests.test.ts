import { describe, expect, it } from "vitest";
import { ErrorCode, Flag, FrameType } from "../frame";
import { block, frame, get, headers, post, RawHttp2, uint32 } from "../testing/raw-client";
import { startHttp2 } from "../testing/start";

type Fields = readonly (readonly [string, string])[];
const [method, scheme, authority, path] = get;

describe("a request that breaks the rules of fields is reset, and no member sees it (RFC 9113 8.1.1)", () => {
  const cases: [string, Fields][] = [
    ["no :method", [scheme, authority, path]],
    ["no :scheme", [method, authority, path]],
    ["no :path", [method, scheme, authority]],
    ["no authority and no host", [method, scheme, path]],
    [":method twice", [method, ...get]],
    [":path twice", [...get, path]],
    ["an unknown pseudo-header", [...get, [":protocol", "websocket"]]],
    ["a pseudo-header after a field", [method, scheme, authority, ["a", "b"], path]],
    [":status in a request", [...get, [":status", "200"]]],
    ["a space in :path", [method, scheme, authority, [":path", "/a b"]]],
    ["a fragment in :path", [method, scheme, authority, [":path", "/a#b"]]],
    ["an empty :path", [method, scheme, authority, [":path", ""]]],
    ["a :path without a slash", [method, scheme, authority, [":path", "a"]]],
    ["an absolute :path", [method, scheme, authority, [":path", "http://other/"]]],
    ["an asterisk for GET", [method, scheme, authority, [":path", "*"]]],
    ["a line in :path", [method, scheme, authority, [":path", "/ HTTP/1.1\r\nx: y"]]],
    ["a line in :authority", [method, scheme, [":authority", "h\r\nx: y"], path]],
    ["a space in :method", [[":method", "GET /x"], scheme, authority, path]],
    ["another scheme", [method, [":scheme", "ftp"], authority, path]],
    ["a capital in a name", [...get, ["X-Capital", "1"]]],
    ["a space in a name", [...get, ["a b", "1"]]],
    ["a colon in a name", [...get, ["a:b", "1"]]],
    ["an empty name", [...get, ["", "1"]]],
    ["CR LF in a value", [...get, ["a", "b\r\nx: y"]]],
    ["LF in a value", [...get, ["a", "b\nx: y"]]],
    ["NUL in a value", [...get, ["a", "b\0"]]],
    ["a space before a value", [...get, ["a", " b"]]],
    ["a tab after a value", [...get, ["a", "b\t"]]],
    ["connection", [...get, ["connection", "close"]]],
    ["keep-alive", [...get, ["keep-alive", "1"]]],
    ["proxy-connection", [...get, ["proxy-connection", "close"]]],
    ["transfer-encoding", [...get, ["transfer-encoding", "chunked"]]],
    ["upgrade", [...get, ["upgrade", "websocket"]]],
    ["te that is not trailers", [...get, ["te", "gzip"]]],
    ["content-length twice", [...post, ["content-length", "5"], ["content-length", "5"]]],
    ["content-length that is no number", [...post, ["content-length", "+5"]]],
    ["content-length without a body", [...post, ["content-length", "5"]]],
    ["host twice", [...get, ["host", "a"], ["host", "b"]]],
    ["extended CONNECT", [[":method", "CONNECT"], scheme, authority, path, [":protocol", "websocket"]]],
    ["CONNECT with a path", [[":method", "CONNECT"], scheme, authority, path]],
  ];

  it.each(cases)("%s", async (_, fields) => {
    const { backend, balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1, fields), headers(3));
    expect(await client.resetCode(1)).toBe(ErrorCode.protocol);
    expect(await client.status(3)).toBe(200);
    expect(backend.requestLines).toHaveLength(1);
    expect(balancer.count("malformedRequests")).toBe(1);
  });
});

describe("a request that HTTP/1.1 would be refused for is refused with the same status", () => {
  const cases: [string, Fields, number][] = [
    [
      "CONNECT",
      [
        [":method", "CONNECT"],
        [":authority", "h:443"],
      ],
      405,
    ],
    ["TRACE", [[":method", "TRACE"], scheme, authority, path], 405],
    ["userinfo in :authority", [method, scheme, [":authority", "u@h"], path], 400],
    ["a target beyond 8 kB", [method, scheme, authority, [":path", `/${"a".repeat(8200)}`]], 414],
    ["more than 100 headers", [...get, ...Array.from({ length: 101 }, (_, at) => [`h${at}`, ""] as const)], 431],
    ["fields beyond 32 kB", [...get, ["a", "b".repeat(16_000)], ["c", "d".repeat(17_000)]], 431],
    ["an unknown expectation", [...get, ["expect", "more"]], 417],
  ];

  it.each(cases)("%s", async (_, fields, status) => {
    const { backend, balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    const bytes = block(fields);
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 16_000) {
      const isLast = at + 16_000 >= bytes.length;
      const type = at === 0 ? FrameType.headers : FrameType.continuation;
      const flags = (isLast ? Flag.endHeaders : 0) | (at === 0 ? Flag.endStream : 0);
      parts.push(frame(type, flags, 1, bytes.subarray(at, at + 16_000)));
    }
    client.send(...parts, headers(3));
    expect(await client.status(1)).toBe(status);
    expect(await client.status(3)).toBe(200);
    expect(backend.requestLines).toHaveLength(1);
  });
});

describe("a body that is not what was announced ends its request", () => {
  const announced = [...post, ["content-length", "5"]] as const;

  it.each([
    ["longer", [frame(FrameType.data, Flag.endStream, 1, "123456")]],
    ["shorter", [frame(FrameType.data, Flag.endStream, 1, "1234")]],
    ["shorter, ended by trailers", [frame(FrameType.data, 0, 1, "1"), headers(1, [["a", "b"]])]],
    ["longer, in parts", [frame(FrameType.data, 0, 1, "12345"), frame(FrameType.data, 0, 1, "6")]],
  ])("%s", async (_, frames) => {
    const { backend, balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1, announced, false), ...frames, headers(3));
    expect(await client.resetCode(1)).toBe(ErrorCode.protocol);
    expect(await client.status(3)).toBe(200);
    // The member's connection of the broken request is not used again.
    const used = backend.connections.filter(({ bytes }) => bytes.includes("POST"));
    for (const connection of used) expect(connection.bytes).not.toContain("GET");
  });

  it("padding counts for windows and not for the body; trailers are dropped", async () => {
    const { backend, balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    const padded = Buffer.concat([Buffer.from([3]), Buffer.from("12345"), Buffer.alloc(3)]);
    client.send(
      headers(1, announced, false),
      frame(FrameType.data, Flag.padded, 1, padded),
      headers(1, [["x-sum", "1"]]),
    );
    expect(await client.status(1)).toBe(200);
    expect(backend.bytes).toMatch(/\r\n\r\n12345$/);
    expect(backend.bytes).not.toContain("x-sum");
  });
});

describe("frames that break the connection (RFC 9113 4, 5, 6)", () => {
  const cases: [string, Buffer[], number][] = [
    ["DATA on stream 0", [frame(FrameType.data, 0, 0, "a")], ErrorCode.protocol],
    ["DATA on an idle stream", [frame(FrameType.data, 0, 1, "a")], ErrorCode.protocol],
    ["HEADERS on stream 0", [headers(0)], ErrorCode.protocol],
    ["HEADERS on an even stream", [headers(2)], ErrorCode.protocol],
    ["a stream older than the last", [headers(5), headers(3)], ErrorCode.streamClosed],
    ["CONTINUATION out of nowhere", [frame(FrameType.continuation, Flag.endHeaders, 1)], ErrorCode.protocol],
    ["another frame inside a block", [frame(FrameType.headers, 0, 1), frame(FrameType.ping, 0, 0, "12345678")], 1],
    ["a block that cannot be decoded", [frame(FrameType.headers, Flag.endHeaders, 1, "\xff\xff\xff\xff\xff")], 9],
    ["more padding than payload", [frame(FrameType.headers, Flag.padded | Flag.endHeaders, 1, "\x05a")], 1],
    ["RST_STREAM of an idle stream", [frame(FrameType.rstStream, 0, 1, uint32(8))], ErrorCode.protocol],
    ["RST_STREAM of a wrong size", [headers(1), frame(FrameType.rstStream, 0, 1, "abc")], ErrorCode.frameSize],
    ["SETTINGS of a wrong size", [frame(FrameType.settings, 0, 0, "12345")], ErrorCode.frameSize],
    ["SETTINGS on a stream", [frame(FrameType.settings, 0, 1)], ErrorCode.protocol],
    ["an acknowledgement with a payload", [frame(FrameType.settings, Flag.ack, 0, "123456")], ErrorCode.frameSize],
    ["a window that is too large", [frame(FrameType.settings, 0, 0, "\0\x04\x80\0\0\0")], ErrorCode.flowControl],
    ["a frame size that is too small", [frame(FrameType.settings, 0, 0, "\0\x05\0\0\0\x01")], ErrorCode.protocol],
    ["PING of a wrong size", [frame(FrameType.ping, 0, 0, "1234")], ErrorCode.frameSize],
    ["WINDOW_UPDATE of nothing", [frame(FrameType.windowUpdate, 0, 0, uint32(0))], ErrorCode.protocol],
    ["a window beyond its maximum", [frame(FrameType.windowUpdate, 0, 0, uint32(0x7fffffff))], ErrorCode.flowControl],
    ["PUSH_PROMISE", [frame(FrameType.pushPromise, 4, 1, uint32(2))], ErrorCode.protocol],
    ["a frame beyond 16 kB", [frame(FrameType.data, 0, 1, Buffer.alloc(16_385))], ErrorCode.frameSize],
  ];

  it.each(cases)("%s", async (_, frames, code) => {
    const { balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port);
    client.send(...frames);
    expect(await client.goAwayCode()).toBe(code);
    await client.until(() => client.closed, "the end");
  });

  it.each([
    ["HTTP/1.1 instead of the preface", "GET / HTTP/1.1\r\n\r\n"],
    ["no SETTINGS after it", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\x08\x06\0\0\0\0\x0012345678"],
  ])("%s", async (_, bytes) => {
    const { balancer } = await startHttp2();
    const client = await RawHttp2.open(balancer.port, false);
    client.send(Buffer.from(bytes, "latin1"));
    expect(await client.goAwayCode()).toBe(ErrorCode.protocol);
    await client.until(() => client.closed, "the end");
  });

  it("a stream's window that becomes too large, or is widened by nothing, ends the stream alone", async () => {
    const { balancer } = await startHttp2(() => undefined);
    const client = await RawHttp2.open(balancer.port);
    client.send(headers(1), headers(3));
    client.send(frame(FrameType.windowUpdate, 0, 1, uint32(0x7fffffff)));
    client.send(frame(FrameType.windowUpdate, 0, 3, uint32(0)));
    expect([await client.resetCode(1), await client.resetCode(3)]).toEqual([ErrorCode.flowControl, ErrorCode.protocol]);
    expect(client.closed).toBe(false);
  });
});

it("the authority stands for host, and a length of nothing for a POST without a body", async () => {
  const { backend, balancer } = await startHttp2();
  const client = await RawHttp2.open(balancer.port);
  client.send(headers(1, [...post, ["host", "other.example.com"]]));
  expect(await client.status(1)).toBe(200);
  expect(backend.bytes).toContain("\r\nHost: h2.example.com\r\n");
  expect(backend.bytes).not.toContain("other.example.com");
  expect(backend.bytes).toContain("content-length: 0\r\n");
});
