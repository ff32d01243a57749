import type { ParsedLogQuery } from "@/lib/model/log-query";

/** What a reader is asked for. */
export type ReaderTask =
  | { kind: "search"; directory: string; query: ParsedLogQuery }
  | { kind: "tail"; directory: string; query: Pick<ParsedLogQuery, "text" | "loadBalancerId"> }
  | { kind: "export"; directory: string; query: ParsedLogQuery; format: "raw" | "csv" };
