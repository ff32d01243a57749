"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { HelpPanel } from "@/components/form/help-panel";
import type { CreateFormValues } from "./create-schema";

/** Help on the choices, then what the form would make as it stands. */
export function CreateHelp() {
  const t = useTranslations("loadbalancer");
  const { control } = useFormContext<CreateFormValues>();
  const [network, kind, bandwidth, automatic, address, name] = useWatch({
    control,
    name: ["network", "eip.kind", "eip.bandwidthMbps", "automaticAddress", "vipAddress", "name"],
  });
  return (
    <HelpPanel>
      <h3>{t("helpNetwork")}</h3>
      <p>{t("helpNetworkText")}</p>
      <h3>{t("helpLater")}</h3>
      <p>{t("helpLaterText")}</p>
      <hr className="mt-4" />
      <h3>{t("helpMade")}</h3>
      <ul>
        <li>{t("madeBalancer", { name: name === "" ? "–" : name })}</li>
        <li>{automatic || address === "" ? t("madeAddress") : t("madeTypedAddress", { address })}</li>
        {network === "public" && kind === "new" && bandwidth !== null && <li>{t("madeEip", { value: bandwidth })}</li>}
        {network === "public" && kind === "existing" && <li>{t("madeBinding")}</li>}
      </ul>
    </HelpPanel>
  );
}
