import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RequestHead } from "@/engine/l7/http1/request-head";
import { LineClock, localTime } from "./clock";
import { noTls } from "@/engine/tls/client-facts";
import { type LineRequest, LineWriter } from "./line";
import { RequestFacts } from "@/engine/l7/request-facts";
import { putCount, putQuotable, putSeconds } from "./put";
import { parseLine } from "./testing/parse-line";

const writer = new LineWriter({
  streamId: "stream-1",
  loadBalancerId: "lb-1",
  listenerId: "li-1",
  projectId: "project-1",
  publicAddress: "127.0.1.1:80",
});
/** The facts of a request as the codec reads it. */
function factsOf(request: string): RequestFacts {
  const head = new RequestHead();
  const bytes = Buffer.from(request, "latin1");
  expect(head.parse(bytes, 0, bytes.length)).toBe(bytes.length);
  const facts = new RequestFacts();
  facts.read(head, bytes, head.minor);
  return facts;
}

const plain: LineRequest = {
  address: "127.0.0.1",
  port: 40_000,
  status: 200,
  facts: factsOf("GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: agent\r\n\r\n"),
  scheme: "http",
  localHost: "127.0.0.9:80",
  requestLength: 40,
  bytesSent: 5_000_000_000,
  bodyBytesSent: 3,
  requestMs: 11.7,
  attempts: [{ address: "10.0.0.1:8080", status: 200, connectMs: 0, headerMs: 10.9, responseMs: 11 }],
  attemptCount: 1,
  poolId: "p-1",
  tls: noTls,
  rttUs: 56_704,
};
const now = 1_644_819_836_370;

function fieldsOf(request: Partial<LineRequest>): ReturnType<typeof parseLine> {
  const all = { ...plain, ...request };
  const out = new Uint8Array(65_536);
  const most = writer.most(all);
  const end = writer.put(out, 7, all, now);
  expect(end - 7).toBeLessThanOrEqual(most);
  expect(most).toBeLessThanOrEqual(out.length);
  expect(out[end - 1]).toBe(10);
  return parseLine(Buffer.from(out.subarray(7, end - 1)).toString("latin1"));
}

describe("a line", () => {
  it("has the 32 fields of the guide", () => {
    expect(fieldsOf({})).toEqual({
      msec: "1644819836.370",
      access_log_topic_id: "stream-1",
      time_iso8601: `[${localTime(now)}]`,
      log_ver: "elb_01",
      "remote_addr:remote_port": "127.0.0.1:40000",
      status: "200",
      request: "GET http://h/ HTTP/1.1",
      request_length: "40",
      bytes_sent: "5000000000",
      body_bytes_sent: "3",
      request_time: "0.011",
      upstream_status: "200",
      upstream_connect_time: "0.000",
      upstream_header_time: "0.010",
      upstream_response_time: "0.011",
      upstream_addr: "10.0.0.1:8080",
      http_user_agent: "agent",
      http_referer: "-",
      http_x_forwarded_for: "-",
      lb_name: "loadbalancer_lb-1",
      listener_name: "listener_li-1",
      listener_id: "li-1",
      pool_name: "pool_p-1",
      member_name: "-",
      tenant_id: "project-1",
      "eip_address:eip_port": "127.0.1.1:80",
      upstream_addr_priv: "10.0.0.1:8080",
      certificate_id: "-",
      ssl_protocol: "-",
      ssl_cipher: "-",
      sni_domain_name: "-",
      tcpinfo_rtt: "56704",
    });
  });

  it("joins tries, and has - for what was not forwarded", () => {
    const failed = { address: "10.0.0.1:8080", status: 502, connectMs: -1, headerMs: -1, responseMs: 1 };
    const tried = fieldsOf({
      attempts: [failed, { ...failed, address: "10.0.0.2:80", status: 200, headerMs: 1234.5 }],
      attemptCount: 2,
    });
    expect(tried.upstream_status).toBe("502, 200");
    expect(tried.upstream_connect_time).toBe("-, -");
    expect(tried.upstream_header_time).toBe("-, 1.234");
    expect(tried.upstream_response_time).toBe("0.001, 0.001");
    expect(tried.upstream_addr).toBe("10.0.0.1:8080, 10.0.0.2:80");
    const refused = fieldsOf({
      attempts: [],
      attemptCount: 0,
      poolId: null,
      status: 503,
      rttUs: -1,
      facts: new RequestFacts(),
    });
    expect(refused.request).toBe("-");
    expect([refused.upstream_status, refused.upstream_addr, refused.pool_name, refused.tcpinfo_rtt]).toEqual(
      Array.from({ length: 4 }, () => "-"),
    );
  });

  it("tells what the request's head said", () => {
    const request =
      'GET /a"b\\?q=1 HTTP/1.1\r\nHost: h.example:81\r\nuser-agent: a "b" \\ \xe9\t.\r\nReferer: http://r/\r\n' +
      "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n\r\n";
    const fields = fieldsOf({ facts: factsOf(request) });
    expect(fields.request).toBe('GET http://h.example:81/a"b\\?q=1 HTTP/1.1');
    expect(fields.http_user_agent).toBe('a "b" \\ \xe9\t.');
    expect(fields.http_referer).toBe("http://r/");
    expect(fields.http_x_forwarded_for).toBe("1.1.1.1, 2.2.2.2");
    const line = (text: string) => fieldsOf({ facts: factsOf(text) }).request;
    expect(line("GET http://other/x HTTP/1.1\r\nHost: h\r\n\r\n")).toBe("GET http://other/x HTTP/1.1");
    expect(line("GET /old HTTP/1.0\r\n\r\n")).toBe("GET http://127.0.0.9:80/old HTTP/1.0");
  });

  it("stays one line of 32 fields whatever the network says, and fits a buffer", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((list) => Buffer.from(list).toString("latin1"));
    const facts = new RequestFacts();
    fc.assert(
      fc.property(bytes, bytes, (agent, broken) => {
        facts.bytes = Buffer.from(agent + broken, "latin1");
        facts.userAgentEnd = agent.length;
        facts.refererEnd = agent.length;
        facts.forwardedForEnd = agent.length;
        facts.brokenLineEnd = agent.length + broken.length;
        const fields = fieldsOf({ facts, status: 400 });
        expect(fields.http_user_agent).toBe(agent);
        expect(fields.request).toBe(broken);
      }),
    );
    const quotes = '"'.repeat(8000);
    const long = factsOf(`GET /${quotes} HTTP/1.1\r\nHost: h\r\nUser-Agent: ${quotes.slice(0, 7000)}\r\n\r\n`);
    const fields = fieldsOf({ facts: long });
    expect(fields.http_user_agent).toBe(quotes.slice(0, 2048));
    expect(fields.request.length).toBe(8000 + "GET http://h/ HTTP/1.1".length);
  });
});

describe("what is put into a line", () => {
  const put = (write: (out: Uint8Array) => number): string => {
    const out = Buffer.alloc(64);
    return out.toString("latin1", 0, write(out));
  };

  it("is a number, or - where it is unknown", () => {
    const values = [0, 9, 10, 99, 100, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_991];
    for (const value of values) expect(put((out) => putCount(out, 0, value))).toBe(String(value));
    fc.assert(fc.property(fc.nat(), (value) => put((out) => putCount(out, 0, value)) === String(value)));
    expect(put((out) => putCount(out, 0, -1))).toBe("-");
  });

  it("is a time in seconds with three digits, cut off, and local with an offset", () => {
    const seconds = (ms: number) => put((out) => putSeconds(out, 0, ms));
    expect([seconds(0), seconds(0.9), seconds(59_999.9), seconds(-1)]).toEqual(["0.000", "0.000", "59.999", "-"]);
    fc.assert(
      fc.property(fc.nat(), (ms) => seconds(ms) === `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, "0")}`),
    );
    expect(localTime(now, 0)).toBe("2022-02-14T06:23:56+00:00");
    expect(localTime(now, -120)).toBe("2022-02-14T08:23:56+02:00");
    expect(localTime(now, 210)).toBe("2022-02-14T02:53:56-03:30");
    const clock = new LineClock();
    expect(put((out) => clock.put(out, 0, now))).toBe("1644819836.370");
    expect(put((out) => clock.put(out, 0, now + 700))).toBe("1644819837.070");
    expect(Buffer.from(clock.iso).toString()).toBe(localTime(now + 1000));
    expect(put((out) => putQuotable(out, 0, out, 9, 9))).toBe("-");
  });
});
