import { useTranslations } from "next-intl";

export function ListenerHelp() {
  const t = useTranslations("listener");
  return (
    <>
      <h3>{t("helpWhich")}</h3>
      <ul>
        <li>{t("helpHttp")}</li>
        <li>{t("helpWebSocket")}</li>
        <li>{t("helpTcp")}</li>
        <li>{t("helpUdp")}</li>
      </ul>
      <h3>{t("helpPort")}</h3>
      <p>{t("helpPortText")}</p>
    </>
  );
}
