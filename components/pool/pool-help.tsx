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
      <h3>{t("persistence")}</h3>
      <p>{t("helpPersistence")}</p>
      <h3>{t("APP_COOKIE")}</h3>
      <p>
        {t("helpCookie")} <code className="mono">JSESSIONID</code>
      </p>
      <h3>{t("helpServers")}</h3>
      <ul>
        <li>{t("helpServersText")}</li>
        <li>{t("helpFirewall")}</li>
      </ul>
    </>
  );
}
