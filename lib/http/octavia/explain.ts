import type { PassageAnswer } from "@/lib/model/passage";
import { explainPassage } from "@/lib/services/listener/explain";
import { type ApiCall, ok, withBody } from "./api-call";

const names = {
  client: "client_address",
  announced: "announced_address",
  via: "via",
  method: "method",
  url: "url",
  headers: "headers",
};

/** The engine's answer step by step; `result` is the server, or where and how the request ends. */
function explanationBody(listenerId: string, answer: PassageAnswer) {
  const { route, group, session } = answer;
  return {
    listener_id: listenerId,
    destination: answer.place,
    protocol: answer.protocol === "HTTPS" ? "TERMINATED_HTTPS" : answer.protocol,
    scheme: answer.scheme,
    method: answer.scheme === null ? null : answer.method,
    peer_address: answer.peer,
    client_address: answer.client,
    connections: answer.connections,
    connections_of_source: answer.ofSource,
    access_control: answer.accessList,
    l7policies_asked: route?.asked ?? 0,
    l7policy_id: route?.policy?.id ?? null,
    pool_id: group?.id ?? null,
    lb_algorithm: group?.algorithm ?? null,
    session: session && {
      type: session.type,
      cookie_name: session.cookieName === "" ? null : session.cookieName,
      outcome: session.outcome,
      member: session.server,
    },
    members: answer.servers.map(({ id, name, weight, held, standing, chosenBy }) => ({
      id,
      name,
      effective_weight: weight,
      in_flight: held,
      standing,
      chosen_by_workers: chosenBy,
    })),
    workers: answer.workers,
    // Null: a server gets it. Otherwise the step at which it ends, and the answer it gets; 0: none, it is reset.
    stop: answer.stop,
    status: answer.stop === null ? null : answer.status,
    location: answer.location === "" ? null : answer.location,
  };
}

/** POST `{"explain": {client_address, announced_address, via, method, url, headers: [{name, value}]}}`; nothing changes. */
export async function explainRoute(call: ApiCall): Promise<Response> {
  const listenerId = call.id();
  const answer = await withBody(call, "explain", names, (body) => {
    body.need("client_address");
    const headers = body.objects("headers").map((header) => {
      const read = { name: header.text("name") ?? "", value: header.text("value") ?? "" };
      header.finish();
      return read;
    });
    const question = {
      listenerId,
      client: body.text("client_address") ?? "",
      announced: body.text("announced_address") ?? null,
      via: body.value("via") as "private" | undefined,
      method: body.text("method"),
      url: body.text("url"),
      headers,
    };
    body.finish();
    return explainPassage(call.ctx, question);
  });
  return ok({ explanation: explanationBody(listenerId, answer) });
}
