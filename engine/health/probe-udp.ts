import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import { ping } from "./ping";
import type { Probe, ProbeResult, ProbeTarget } from "./probe";
import { failure, failureOf, placeOf } from "./probe-failure";

/**
 * HC-15: an ICMP echo first, then an empty datagram: "port unreachable" within the timeout is a failure, silence is not.
 * Where this host may not ping (K-18), the datagram alone decides.
 */
export const probeUdp: Probe = (target) => probeUdpAfter(ping, target);

/** As {@link probeUdp}, with another way to ping. */
export async function probeUdpAfter(echoOf: typeof ping, target: ProbeTarget): Promise<ProbeResult> {
  const { address, monitor } = target;
  const begun = performance.now();
  const echo = await echoOf(address, target.source ?? null, monitor.timeoutMs);
  if (echo === "silent") {
    return failure("NO_ECHO", `${address} did not answer an ICMP echo within ${monitor.timeoutMs} ms`);
  }
  if (typeof echo === "object") {
    return failureOf(Object.assign(new Error(`ICMP echo: ${echo.code}`), { code: echo.code }), address);
  }
  return probePort(target, Math.max(1, monitor.timeoutMs - (performance.now() - begun)));
}

function probePort(target: ProbeTarget, timeoutMs: number): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(target.address) ? "udp6" : "udp4");
    const settle = (result: ProbeResult): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on("error", () => undefined);
      socket.close();
      resolve(result);
    };
    const timer = setTimeout(() => settle({ ok: true }), timeoutMs);
    socket.on("error", (error: NodeJS.ErrnoException) => {
      const place = placeOf(target);
      if (error.code === "ECONNREFUSED")
        settle(failure("PORT_UNREACHABLE", `${place}: nobody listens on this UDP port`));
      else settle(failureOf(error, place));
    });
    socket.on("message", () => settle({ ok: true }));
    const send = (): void => socket.connect(target.port, target.address, () => socket.send(""));
    if (target.source === undefined || target.source === null) send();
    else socket.bind(0, target.source, send);
  });
}
