import type { FieldError } from "@/lib/model/rule";
import type { Remaining, ServiceErrorCode } from "@/lib/services/errors";

/** A refusal as screens show it: `errors.<code>` is its title, `rules.<rule>` with `values` its reason. */
export interface ActionError {
  code: ServiceErrorCode;
  fields: FieldError[];
  rule?: string;
  values?: Record<string, string>;
  /** What stands in the way of a deletion. */
  remains?: Remaining[];
  /** Found again in the server's log and in the audit. */
  requestId: string;
}

export type ActionResult<Data = null> = { ok: true; data: Data } | { ok: false; error: ActionError };

/** What became of one of several. */
export interface ItemResult {
  id: string;
  /** Null: done. */
  error: ActionError | null;
}
