import { createConnection } from "node:net";
import { codeExpected } from "@/lib/model/healthmonitor";
import { proxyHeader } from "@/engine/proxy-protocol/write-header";
import type { Probe, ProbeResult, ProbeTarget, ProbeTrace } from "./probe";
import { failure, failureOf, placeOf } from "./probe-failure";
import { from } from "./probe-from";
import { readStatus } from "./status-line";

const maxHeadBytes = 16_384;

/** HC-13: `GET path HTTP/1.1`; good is a status among the expected codes (K-07), whatever follows the answer's head. */
export const probeHttp: Probe = (target) =>
  new Promise<ProbeResult>((resolve) => {
    const { timeoutMs, expectedCodes } = target.monitor;
    const place = placeOf(target);
    const socket = createConnection({ host: target.address, port: target.port, ...from(target) });
    const begun = performance.now();
    const trace: ProbeTrace = { connectMs: null, source: "", sent: "", received: "" };
    let head = "";
    const settle = (result: ProbeResult): void => {
      clearTimeout(timer);
      trace.source = socket.localAddress ?? "";
      socket.destroy();
      trace.received = head;
      resolve({ ...result, trace });
    };
    const timer = setTimeout(() => {
      const connected = trace.connectMs !== null;
      const what = connected ? "answer" : "accept";
      settle(failure(connected ? "TIMEOUT" : "CONNECT_TIMEOUT", `${place} did not ${what} within ${timeoutMs} ms`));
    }, timeoutMs);
    socket.once("connect", () => {
      trace.connectMs = performance.now() - begun;
      trace.sent = request(target);
      const { proxyProtocol = null } = target;
      if (proxyProtocol !== null) socket.write(proxyHeader(proxyProtocol, null, target));
      socket.write(trace.sent, "latin1");
    });
    socket.on("data", (chunk) => {
      head += chunk.toString("latin1");
      const status = readStatus(head);
      if (typeof status === "number") {
        const detail = `${place} answered ${status}, expected ${expectedCodes}`;
        settle(codeExpected(expectedCodes, status) ? { ok: true } : failure(`HTTP_${status}`, detail));
      } else if (status === "invalid" || head.length > maxHeadBytes) {
        settle(failure("BAD_ANSWER", `${place} answered something that is not HTTP: ${printable(head)}`));
      }
    });
    socket.on("error", (error) => settle(failureOf(error, place)));
    socket.on("close", () => settle(failure("CLOSED", `${place} closed the connection without an answer`)));
  });

function request(target: ProbeTarget): string {
  const { httpMethod, urlPath, domainName } = target.monitor;
  const host = domainName === "" ? placeOf(target) : domainName;
  return (
    `${httpMethod} ${urlPath} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Evenkeel-HealthCheck\r\nAccept: */*\r\n` +
    "Connection: close\r\n\r\n"
  );
}

function printable(text: string): string {
  return JSON.stringify(text.slice(0, 40).replace(/[^ -~]/g, "?"));
}
