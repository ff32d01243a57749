import type { L7PolicyView } from "./l7policy";
import type { ListenerView } from "./listener";
import type { MemberView } from "./member";
import type { PoolView } from "./pool";

/** Everything under a load balancer, as its page draws it. */
export interface ResourceMap {
  listeners: ListenerView[];
  /** Forwarding policies of each listener in the order in which they are tried; by listener. */
  policiesOf: Record<string, L7PolicyView[]>;
  pools: PoolView[];
  /** By group. */
  membersOf: Record<string, MemberView[]>;
}
