"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { NullableSwitch } from "@/components/form/nullable-switch";
import { NumberField } from "@/components/form/number-field";
import type { ListenerView } from "@/lib/model/listener";
import { integer } from "@/lib/model/text";

/** Limits of a listener's connections while they are typed; null is without limit. */
export const limitShape = {
  limit: z.object({ most: integer(1, 1_000_000) }).nullable(),
  sourceLimit: z.object({ most: integer(1, 100_000) }).nullable(),
};
type Values = z.input<z.ZodObject<typeof limitShape>>;

export function limitValues({ connectionLimit, connectionsPerSource }: ListenerView): Values {
  return {
    limit: connectionLimit < 0 ? null : { most: connectionLimit },
    sourceLimit: connectionsPerSource < 0 ? null : { most: connectionsPerSource },
  };
}

export function limitInput({ limit, sourceLimit }: Values) {
  return { connectionLimit: limit?.most ?? -1, connectionsPerSource: sourceLimit?.most ?? -1 };
}

export function LimitFields() {
  const t = useTranslations("listener");
  const [limit, sourceLimit] = useWatch<Values, ["limit", "sourceLimit"]>({ name: ["limit", "sourceLimit"] });
  return (
    <div className="grid grid-cols-2 items-start gap-4 border-t pt-4 phone:grid-cols-1">
      <div className="grid gap-3">
        <NullableSwitch name="limit" label={t("limitOn")} hint={t("limitOnHint")} initial={{ most: 10_000 }} />
        {limit && <NumberField<Values> name="limit.most" label={t("limit")} hint={t("limitHint")} />}
      </div>
      <div className="grid gap-3">
        <NullableSwitch
          name="sourceLimit"
          label={t("sourceLimitOn")}
          hint={t("sourceLimitOnHint")}
          initial={{ most: 100 }}
        />
        {sourceLimit && <NumberField<Values> name="sourceLimit.most" label={t("limit")} hint={t("sourceLimitHint")} />}
      </div>
    </div>
  );
}
