import type { ListenerProtocol } from "@/lib/model/listener";

/** Key of the words for what a listener without a group does. */
export function noGroupKey(protocol: ListenerProtocol) {
  if (protocol === "UDP") return "noGroupUdp";
  return protocol === "TCP" ? "noGroupLayer4" : "noGroup";
}
