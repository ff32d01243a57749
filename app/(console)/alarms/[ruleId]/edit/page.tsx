import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RuleForm } from "@/components/alarm/rule-form";
import { valuesOf } from "@/components/alarm/rule-values";
import { PageHead } from "@/components/ui/page-head";
import { readAlarmRuleAction } from "@/lib/actions/alarm";
import { requireContext } from "@/lib/auth/request-context";
import { alarmObjects } from "@/lib/services/alarmrule/objects";
import { listAlarmTargets } from "@/lib/services/alarmtarget/list";
import { expectData } from "../../../load-balancers/[id]/expect-data";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alarm"))("modify") };
}

export default async function EditAlarmRulePage({ params }: { params: Promise<{ ruleId: string }> }) {
  const { ruleId } = await params;
  const ctx = await requireContext();
  const t = await getTranslations("alarm");
  const rule = expectData(await readAlarmRuleAction(ruleId));
  const { projectId, objectType, name } = rule;
  const title = t("modifyTitle", { name });
  return (
    <>
      <PageHead
        crumbs={[
          { label: t("title"), href: "/alarms" },
          { label: name, href: `/alarms/${ruleId}` },
          { label: t("modify") },
        ]}
        title={title}
      />
      <RuleForm
        rule={rule}
        start={valuesOf(rule)}
        projectId={projectId}
        objects={alarmObjects(ctx, objectType, projectId)}
        targets={listAlarmTargets(ctx, { projectId })}
      />
    </>
  );
}
