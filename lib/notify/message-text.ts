import { createTranslator } from "next-intl";
import { messages } from "@/lib/i18n/messages";
import { eventSources } from "@/lib/model/alarm";
import type { AlarmMessage, AlarmMessageObject } from "@/lib/model/alarm-message";
import { type AlarmUnit, findAlarmMetric, readingFormat, unitScale } from "@/lib/model/alarm-metric";
import type { MessageLocale } from "@/lib/model/alarm-target";

export interface MessageText {
  title: string;
  lines: string[];
}

/** What people read, in the target's language. */
export function messageText(message: AlarmMessage, locale: MessageLocale): MessageText {
  const t = createTranslator({ locale, messages: messages[locale], namespace: "alarmMessage" });
  const { kind, rule, objects, more, at } = message;
  const time = new Date(at).toISOString().replace("T", " ").slice(0, 19);
  if (kind === "test") return { title: t("testTitle"), lines: [t("testText"), t("time", { time })] };
  const unit = unitOf(rule);
  const number = new Intl.NumberFormat(locale, readingFormat);
  const inUnit = (value: number) => t(`unit_${unit}`, { value: number.format(value / unitScale(unit)) });
  const what =
    rule.source === "metric"
      ? t("metricOf", { statistic: t(rule.statistic), metric: rule.metric })
      : t(`source_${rule.source}`);
  const line = ({ name, value, detail }: AlarmMessageObject) => {
    const said = value === null ? "" : inUnit(value);
    return detail === "" ? t("object", { name, value: said }) : t("objectDetail", { name, value: said, detail });
  };
  const [first] = objects;
  const title = t(`title_${kind}`, {
    level: t(rule.level),
    rule: rule.name,
    object: objects.length + more > 1 ? t("objects", { count: objects.length + more }) : (first?.name ?? ""),
  });
  return {
    title: title.replaceAll(/[\r\n]+/g, " "),
    lines: [
      t("condition", { what, operator: rule.operator, threshold: inUnit(rule.threshold) }),
      ...objects.map(line),
      ...(more > 0 ? [t("more", { count: more })] : []),
      t("time", { time }),
    ],
  };
}

export function unitOf({ source, metric }: Pick<AlarmMessage["rule"], "source" | "metric">): AlarmUnit {
  return source === "metric" ? (findAlarmMetric(metric)?.unit ?? "count") : eventSources[source].unit;
}
