import { useTranslations } from "next-intl";

export function PoolHelp() {
  const t = useTranslations("pool");
  return (
    <>
      <h3>{t("helpAlgorithm")}</h3>
      <ul>
        <li>{t("helpRoundRobin")}</li>
        <li>{t("helpLeast")}</li>
        <li>{t("helpSource")}</li>
      </ul>
      <h3>{t("helpServers")}</h3>
      <ul>
        <li>{t("helpServersText")}</li>
        <li>{t("helpFirewall")}</li>
      </ul>
    </>
  );
}
