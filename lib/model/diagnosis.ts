import type { ServerShare } from "./cause";
import type { ImbalanceCause } from "./imbalance";
import type { SessionCause } from "./lost-sessions";
import type { UnreachableCause } from "./unreachable";

/** The guide's questions about a group (AL-08, FQ-12), answered from its settings and its last `windowS` seconds. */
export interface PoolDiagnosis {
  windowS: number;
  shares: ServerShare[];
  imbalance: ImbalanceCause[];
  sessions: SessionCause[];
}

/** And about a service (FQ-14), from the client to the server. */
export interface ListenerDiagnosis {
  windowS: number;
  unreachable: UnreachableCause[];
}
