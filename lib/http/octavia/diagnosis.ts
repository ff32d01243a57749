import type { Cause } from "@/lib/model/cause";
import { diagnoseListener } from "@/lib/services/listener/diagnose";
import { diagnosePool } from "@/lib/services/pool/diagnose";
import { type ApiCall, ok } from "./api-call";

/** `finding` is fine, suspect or unseen; `what` names what was found, `facts` are its figures. */
function causeBody({ key, finding, text, values, command }: Cause) {
  return { cause: key, finding, what: text, facts: values, commands: command?.lines ?? [] };
}

/** Extension: why a group's load is unequal and its sessions are lost, by its last five minutes. */
export function diagnosePoolRoute(call: ApiCall): Response {
  const { windowS, shares, imbalance, sessions } = diagnosePool(call.ctx, call.id());
  const members = shares.map(({ id, name, weight, promised, got, requests, connections }) => ({
    id,
    name,
    weight,
    expected_share: promised,
    share: got,
    requests,
    connections,
  }));
  return ok({
    diagnosis: {
      pool_id: call.id(),
      window: windowS,
      members,
      imbalance: imbalance.map(causeBody),
      lost_sessions: sessions.map(causeBody),
    },
  });
}

/** Extension: where a listener's service breaks off, from the client to the server. */
export function diagnoseListenerRoute(call: ApiCall): Response {
  const { windowS, unreachable } = diagnoseListener(call.ctx, call.id());
  return ok({ diagnosis: { listener_id: call.id(), window: windowS, unreachable: unreachable.map(causeBody) } });
}
