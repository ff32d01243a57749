import type { Balancer, BalancerOptions } from "@/engine/testing/balancer";
import { answerEach, ok, type RecordingBackend } from "@/engine/testing/recording-backend";
import { startBackend, startBalancer } from "@/engine/testing/session";
import { http2Tls } from "./https";

/** One member behind a listener that offers HTTP/2. */
export async function startHttp2(
  behaviour = answerEach(ok("ok", "X-From: member\r\n")),
  listener: BalancerOptions["listener"] = {},
): Promise<{ backend: RecordingBackend; balancer: Balancer }> {
  const backend = await startBackend(behaviour);
  const balancer = startBalancer({
    members: [{ port: backend.port }],
    listener: { protocol: "HTTPS", tls: http2Tls(), ...listener },
  });
  return { backend, balancer };
}
