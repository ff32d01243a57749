import { useTranslations } from "next-intl";

/** How policies are compared, beside the form. */
export function PolicyHelp() {
  const t = useTranslations("l7policy");
  return (
    <>
      <h3>{t("helpOrderTitle")}</h3>
      <p>{t("helpOrder")}</p>
      <h3 className="mt-3">{t("helpMatchTitle")}</h3>
      <ul>
        <li>{t("helpExact")}</li>
        <li>{t("helpPrefix")}</li>
        <li>{t("helpRegex")}</li>
      </ul>
      <p className="mt-3">{t("helpPath")}</p>
    </>
  );
}
