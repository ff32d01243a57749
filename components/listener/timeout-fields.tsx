"use client";

import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { ScaledField } from "@/components/form/scaled-field";
import { isLayer4, type ListenerProtocol } from "@/lib/model/listener";
import { LimitField } from "./limit-field";

export interface TimeoutFieldsProps {
  at?: string;
  protocol: ListenerProtocol;
}

/** L7-27 and the limits of client connections; people read seconds where the model keeps milliseconds. */
export function TimeoutFields({ at = "", protocol }: TimeoutFieldsProps) {
  const t = useTranslations("listener");
  const { setValue } = useFormContext();
  const udp = protocol === "UDP";
  const time = (name: "clientData" | "headerTime" | "memberConnect" | "memberData" | "idle", field: string) => ({
    name: `${at}timeouts.${field}`,
    label: t(name),
    hint: t(`${name}Hint`),
    scale: 1000,
    unit: t("seconds"),
  });
  return (
    <>
      <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
        {isLayer4(protocol) ? (
          <>
            {/* One silence for both directions. */}
            <ScaledField
              {...time("idle", "clientDataMs")}
              {...(udp ? { hint: t("idleUdpHint") } : {})}
              onChanged={(ms) => setValue(`${at}timeouts.memberDataMs`, ms)}
            />
            {!udp && <ScaledField {...time("memberConnect", "memberConnectMs")} />}
          </>
        ) : (
          <>
            <ScaledField {...time("clientData", "clientDataMs")} />
            <ScaledField {...time("headerTime", "headerMs")} />
            <ScaledField {...time("memberConnect", "memberConnectMs")} />
            <ScaledField {...time("memberData", "memberDataMs")} />
          </>
        )}
      </div>
      <div className="grid grid-cols-2 items-start gap-4 border-t pt-4 phone:grid-cols-1">
        <LimitField
          name={`${at}connectionLimit`}
          title={t(udp ? "limitOnUdp" : "limitOn")}
          titleHint={t(udp ? "limitOnUdpHint" : "limitOnHint")}
          label={t(udp ? "limitUdp" : "limit")}
          hint={t("limitHint")}
          initial={10_000}
          max={1_000_000}
        />
        <LimitField
          name={`${at}connectionsPerSource`}
          title={t(udp ? "sourceLimitOnUdp" : "sourceLimitOn")}
          titleHint={t(udp ? "sourceLimitOnUdpHint" : "sourceLimitOnHint")}
          label={t(udp ? "limitUdp" : "limit")}
          hint={t("sourceLimitHint")}
          initial={100}
          max={100_000}
        />
      </div>
    </>
  );
}
