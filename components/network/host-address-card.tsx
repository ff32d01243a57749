"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { ToggleRow } from "@/components/form/toggle-row";
import { Shape } from "@/components/status/shape";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Note } from "@/components/ui/note";
import { Switch } from "@/components/ui/switch";
import { TextButton } from "@/components/ui/text-button";
import {
  importHostAddressAction,
  readHostAddressesAction,
  updateHostAddressSettingsAction,
} from "@/lib/actions/network";
import { useLiveEngine } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import { type Initial, useRefreshResources, useResource } from "@/lib/client/use-resource";
import type { HostAddress, ImportHostAddressInput } from "@/lib/model/network";

export interface HostAddressCardProps {
  initial: Initial<HostAddress[]>;
  /** The engine adds what load balancers have and the host lacks. */
  addMissing: boolean;
}

/** What the host's interfaces have, to be taken over for public or private use. */
export function HostAddressCard({ initial, addMissing }: HostAddressCardProps) {
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
      <AddMissing on={addMissing} />
    </Card>
  );
}

const readAll = () => readHostAddressesAction();

/** Lets the engine add addresses, and says where it may not. */
function AddMissing({ on }: { on: boolean }) {
  const t = useTranslations("network");
  const failureText = useFailureText();
  const router = useRouter();
  const engine = useLiveEngine();
  const id = useId();
  const [wanted, setWanted] = useState(on);
  const [failure, setFailure] = useState<string>();
  const change = async (addMissing: boolean) => {
    setWanted(addMissing);
    const result = await updateHostAddressSettingsAction({ addMissing }).catch(() => null);
    setFailure(result?.ok ? undefined : result ? failureText(result.error) : t("noAnswer"));
    if (!result?.ok) setWanted(!addMissing);
    else {
      notify(t(addMissing ? "addMissingOn" : "addMissingOff"));
      router.refresh();
    }
  };
  return (
    <CardBody className="grid gap-2 border-t pt-3">
      <ToggleRow
        id={id}
        control={
          <Switch
            className="mt-0.5"
            checked={wanted}
            onCheckedChange={(next) => void change(next)}
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-hint`}
          />
        }
        label={t("addMissing")}
        hint={t("addMissingHint")}
        error={failure}
      />
      {wanted && engine?.notices.includes("ADDRESS_NOT_ADDED") && (
        <Note tone="bad" role="alert">
          <Shape name="diamond" tone="bad" />
          <span>{t("addMissingFailed")}</span>
        </Note>
      )}
    </CardBody>
  );
}
