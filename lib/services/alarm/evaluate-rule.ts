import { randomUUID } from "node:crypto";
import type { Reader } from "@/lib/db/client";
import type { AlarmObject } from "@/lib/model/alarm";
import { type AlarmMessage, mostNamed } from "@/lib/model/alarm-message";
import { type AlarmStep, stepAlarm } from "@/lib/model/alarm-state";
import type { AlarmRuleRow } from "../alarmrule/find";
import type { Context } from "../context";
import { closeAlarms } from "./close";
import { enqueueMessage } from "./enqueue";
import { readMemories, storeMemory } from "./memory";
import { type AlarmReaders, type AlarmReading, readAlarmValue } from "./read-value";
import { recordAlarmEvent } from "./record-event";

export interface Span {
  from: number;
  until: number;
}

interface Looked {
  object: AlarmObject;
  step: AlarmStep;
  reading: AlarmReading;
}

interface Evaluation {
  rule: AlarmRuleRow;
  /** Those that exist now. */
  objects: readonly AlarmObject[];
  span: Span;
  /** Objects that are looked at, at most. */
  most: number;
  /** Nobody has looked at the rule since the process began. */
  resumed: boolean;
  readers: AlarmReaders;
}

export interface Evaluated {
  /** Objects that were looked at. */
  looked: number;
  /** A state changed. */
  changed: boolean;
  /** Nothing is left to look at for this span. */
  done: boolean;
}

/** Looks at the objects of a rule that were not looked at for this span. */
export function evaluateRule(ctx: Context, evaluation: Evaluation): Evaluated {
  const { rule, objects, span, most, resumed, readers } = evaluation;
  const memories = readMemories(ctx.db, rule.id);
  const here = new Set(objects.map(({ id }) => id));
  const gone = [...memories.keys()].filter((id) => !here.has(id));
  const unseen = objects.filter(({ id }) => (memories.get(id)?.until ?? 0) < span.until);
  const due = unseen.slice(0, most);
  const found: Looked[] = [];
  for (const object of due) {
    const reading = readAlarmValue(ctx, rule, object, span, readers);
    const memory = memories.get(object.id) ?? null;
    found.push({ object, reading, step: stepAlarm(rule, memory, { ...span, value: reading.value }, resumed) });
  }
  const done = found.length === unseen.length;
  if (found.length === 0 && gone.length === 0) return { looked: due.length, changed: false, done };
  const changed = found.some(({ object, step }) => memories.get(object.id)?.state !== step.memory.state);
  ctx.db.transaction(
    (tx) => {
      if (gone.length > 0) closeAlarms(tx, rule, ctx.now(), gone);
      for (const one of found) keep(tx, rule, one);
      for (const kind of ["recovered", "fired", "repeated"] as const) tell(tx, rule, kind, found, ctx.now());
    },
    { behavior: "immediate" },
  );
  return { looked: due.length, changed: changed || gone.length > 0, done };
}

function keep(tx: Reader, rule: AlarmRuleRow, { object, step, reading }: Looked): void {
  storeMemory(tx, rule.id, object, step.memory, reading);
  if (step.change === null) return;
  const { value, detail } = reading;
  const happened = { kind: step.change, at: step.memory.until, objectId: object.id, objectName: object.name };
  recordAlarmEvent(tx, rule, { ...happened, value, detail });
}

/** One message for all objects that the same happened to: a rule on everything does not send as many. */
function tell(tx: Reader, rule: AlarmRuleRow, kind: AlarmMessage["kind"], found: readonly Looked[], at: number): void {
  if (kind === "recovered" && !rule.notifyRecovery) return;
  const objects = found.filter(({ step }) => step.notice === kind);
  if (objects.length > 0) enqueueMessage(tx, rule.targetIds, messageOf(rule, kind, objects, at));
}

function messageOf(rule: AlarmRuleRow, kind: AlarmMessage["kind"], found: readonly Looked[], at: number): AlarmMessage {
  const { id, name, level, source, metric, statistic, periodS, operator, threshold, count, objectType } = rule;
  return {
    id: randomUUID(),
    kind,
    at,
    rule: { id, name, level, source, metric, statistic, periodS, operator, threshold, count, objectType },
    objects: found.slice(0, mostNamed).map(({ object, step, reading }) => ({
      type: object.type,
      id: object.id,
      name: object.name,
      ...reading,
      since: step.memory.since,
    })),
    more: Math.max(0, found.length - mostNamed),
  };
}
