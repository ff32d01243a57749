import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RuleForm } from "@/components/alarm/rule-form";
import { newRule, type RuleStart } from "@/components/alarm/rule-values";
import { PageHead } from "@/components/ui/page-head";
import { requireContext } from "@/lib/auth/request-context";
import { AlarmObjectType, AlarmSource, eventSources } from "@/lib/model/alarm";
import { alarmMetrics } from "@/lib/model/alarm-metric";
import { generateName } from "@/lib/model/text";
import { alarmObjects, projectOfObject } from "@/lib/services/alarmrule/objects";
import { listAlarmTargets } from "@/lib/services/alarmtarget/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alarm"))("create") };
}

interface CreatePageProps {
  /** What the page that leads here is about: a type of object, one of it, a metric. */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CreateAlarmRulePage({ searchParams }: CreatePageProps) {
  const ctx = await requireContext();
  const t = await getTranslations("alarm");
  const start = readStart(await searchParams);
  const begin = newRule(generateName("alarm"), start);
  const projectId = projectOfObject(ctx, begin.objectType, start.objectId) ?? ctx.projectId;
  const objects = alarmObjects(ctx, begin.objectType, projectId);
  // What was deleted meanwhile is not chosen.
  if (start.objectId !== undefined && !objects.some(({ id }) => id === start.objectId)) begin.objectId = "*";
  return (
    <>
      <PageHead crumbs={[{ label: t("title"), href: "/alarms" }, { label: t("create") }]} title={t("create")} />
      <RuleForm start={begin} projectId={projectId} objects={objects} targets={listAlarmTargets(ctx, { projectId })} />
    </>
  );
}

function readStart({ type, object, metric }: Awaited<CreatePageProps["searchParams"]>): RuleStart {
  const objectType = AlarmObjectType.safeParse(type).data;
  if (objectType === undefined) return {};
  const measured = alarmMetrics.some(({ objectTypes }) => objectTypes.includes(objectType));
  const source = measured
    ? "metric"
    : AlarmSource.options.find((one) => one !== "metric" && eventSources[one].objectType === objectType);
  if (source === undefined) return {};
  return {
    source,
    objectType,
    ...(typeof object === "string" ? { objectId: object } : {}),
    ...(alarmMetrics.some(({ name }) => name === metric) ? { metric: String(metric) } : {}),
  };
}
