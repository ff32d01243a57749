import { useTranslations } from "next-intl";

export function MonitorHelp() {
  const t = useTranslations("healthmonitor");
  return (
    <>
      <h3>{t("helpWhich")}</h3>
      <ul>
        <li>{t("helpTcp")}</li>
        <li>{t("helpHttp")}</li>
        <li>{t("helpUdp")}</li>
      </ul>
      <h3>{t("helpWindow")}</h3>
      <p>{t("helpWindowText")}</p>
      <p className="mt-1">{t("helpUnequal")}</p>
    </>
  );
}
