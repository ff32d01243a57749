"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { TextButton } from "@/components/ui/text-button";
import { importHostAddressAction, readHostAddressesAction } from "@/lib/actions/network";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useRefreshResources, useResource } from "@/lib/client/use-resource";
import type { HostAddress, ImportHostAddressInput } from "@/lib/model/network";

/** What the host's interfaces have, to be taken over for public or private use. */
export function HostAddressCard({ initial }: { initial: Initial<HostAddress[]> }) {
  const t = useTranslations("network");
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const { data } = useResource(queryKeys.hostAddresses, readAll, initial);
  const [failure, setFailure] = useState<string>();
  const take = async (input: ImportHostAddressInput) => {
    const result = await importHostAddressAction(input);
    setFailure(result.ok ? undefined : failureText(result.error));
    if (result.ok) notify(t(input.as === "subnet" ? "importedSubnet" : "importedPool", { address: input.address }));
    refresh();
  };
  return (
    <Card aria-label={t("hostAddresses")}>
      <CardHead title={t("hostAddresses")} className="min-h-13" ruled />
      <ul>
        {data.map(({ device, address, cidr, usedBy }) => (
          <li
            key={`${device} ${address}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-4 py-2 first:border-t-0 phone:px-3"
          >
            <span className="min-w-40 flex-1">
              <span className="mono">{cidr}</span>
              <span className="block text-xs text-faint-foreground">{device}</span>
            </span>
            {usedBy === null ? (
              <span className="flex flex-wrap gap-x-3 text-xs">
                <TextButton onClick={() => void take({ address, as: "eipPool" })}>{t("toPool")}</TextButton>
                <TextButton onClick={() => void take({ address, as: "subnet" })}>{t("toSubnet")}</TextButton>
              </span>
            ) : (
              <Chip>{t(`usedBy.${usedBy}`)}</Chip>
            )}
          </li>
        ))}
      </ul>
      <CardBody className="border-t pt-3 text-xs text-muted-foreground">
        {failure && (
          <p role="alert" className="mb-1 text-bad-fg">
            {failure}
          </p>
        )}
        {t("hostAddressesHint")}
      </CardBody>
    </Card>
  );
}

const readAll = () => readHostAddressesAction();
