import type { AlarmObjectType, AlarmRule } from "./alarm";

export type AlarmMessageKind = "fired" | "repeated" | "recovered" | "test";

/** What targets are told: one rule, one moment, the objects that it happened to. */
export interface AlarmMessage {
  id: string;
  kind: AlarmMessageKind;
  at: number;
  rule: Pick<
    AlarmRule,
    | "id"
    | "name"
    | "level"
    | "source"
    | "metric"
    | "statistic"
    | "periodS"
    | "operator"
    | "threshold"
    | "count"
    | "objectType"
  >;
  objects: AlarmMessageObject[];
  /** Objects beyond those. */
  more: number;
}

export interface AlarmMessageObject {
  type: AlarmObjectType;
  id: string;
  name: string;
  value: number | null;
  detail: string;
  /** Since when it is in this state, ms of the epoch. */
  since: number;
}

/** Objects that one message names. */
export const mostNamed = 20;
