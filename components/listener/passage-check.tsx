"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FieldRow } from "@/components/form/field-row";
import { Shape } from "@/components/status/shape";
import { Input } from "@/components/ui/input";
import { type AccessControl, wouldPass } from "@/lib/model/listener";

export interface PassageCheckProps {
  accessControl: AccessControl;
  behindProxies: boolean;
}

/** "Would this address pass?", asked of the whitelist as it is typed, before it is saved. */
export function PassageCheck({ accessControl, behindProxies }: PassageCheckProps) {
  const t = useTranslations("listener");
  const id = useId();
  const [address, setAddress] = useState("");
  const passage = wouldPass(accessControl, address);
  const answer = () => {
    if (address.trim() === "") return null;
    if (passage === null) return <span className="text-muted-foreground">{t("passNoAddress")}</span>;
    if (!passage.passes) {
      return (
        <>
          <Shape name="diamond" tone="bad" />
          <span className="text-bad-fg">{t("passNo")}</span>
        </>
      );
    }
    return (
      <>
        <Shape name="circle" tone="ok" />
        <span className="min-w-0 break-words text-ok-fg">
          {passage.entry === null ? t("passEveryone") : t("passBy", { entry: passage.entry })}
        </span>
      </>
    );
  };
  return (
    <div className="border-t pt-4">
      <FieldRow id={id} label={t("passQuestion")} hint={t(behindProxies ? "passHintProxies" : "passHint")}>
        <div className="grid grid-cols-[200px_minmax(0,1fr)] items-center gap-3 phone:grid-cols-1 phone:gap-2">
          <Input
            id={id}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            // Enter asks, it does not save the card.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            placeholder="203.0.113.7"
            autoComplete="off"
            spellCheck={false}
            mono
            aria-describedby={`${id}-hint ${id}-answer`}
          />
          <output id={`${id}-answer`} htmlFor={id} className="flex min-h-5 items-center gap-1.5">
            {answer()}
          </output>
        </div>
      </FieldRow>
    </div>
  );
}
