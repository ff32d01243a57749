import { createConnection } from "node:net";
import type { Probe, ProbeResult, ProbeTrace } from "./probe";
import { failure, failureOf, placeOf } from "./probe-failure";
import { from } from "./probe-from";

/** HC-14: the port accepts a connection, which is closed at once. */
export const probeTcp: Probe = (target) =>
  new Promise<ProbeResult>((resolve) => {
    const { timeoutMs } = target.monitor;
    const begun = performance.now();
    const trace: ProbeTrace = { connectMs: null, source: "", sent: "", received: "" };
    const socket = createConnection({ host: target.address, port: target.port, ...from(target) });
    const settle = (result: ProbeResult): void => {
      clearTimeout(timer);
      trace.source = socket.localAddress ?? "";
      socket.destroy();
      resolve({ ...result, trace });
    };
    const timer = setTimeout(() => {
      settle(failure("CONNECT_TIMEOUT", `${placeOf(target)} did not accept within ${timeoutMs} ms`));
    }, timeoutMs);
    socket.once("connect", () => {
      trace.connectMs = performance.now() - begun;
      settle({ ok: true });
    });
    socket.on("error", (error) => settle(failureOf(error, placeOf(target))));
  });
