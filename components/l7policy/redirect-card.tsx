"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RefusedConfiguration } from "@/components/status/refused-configuration";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Facts } from "@/components/ui/facts";
import type { L7PolicyView } from "@/lib/model/l7policy";
import type { ListenerView } from "@/lib/model/listener";
import { DeleteRedirectDialog } from "./delete-redirect-dialog";
import { RedirectDialog } from "./redirect-dialog";
import { useChangePolicy } from "./use-change-policy";

interface RedirectCardProps {
  /** An HTTP listener. */
  listener: ListenerView;
  redirect: L7PolicyView | undefined;
  /** HTTPS listeners of its load balancer. */
  targets: readonly ListenerView[];
}

/** The redirect of an HTTP listener: added, changed and deleted here (L7-20). */
export function RedirectCard({ listener, redirect, targets }: RedirectCardProps) {
  const t = useTranslations("redirect");
  const l7policy = useTranslations("l7policy");
  const common = useTranslations("common");
  const status = useTranslations("status");
  const [open, setOpen] = useState<"add" | "edit" | "delete">();
  const change = useChangePolicy();
  const home = `/load-balancers/${listener.loadBalancerId}/listeners`;
  const close = () => setOpen(undefined);
  const target = targets.find(({ id }) => id === redirect?.redirectListenerId);
  return (
    <Card>
      <CardHead
        title={t("title")}
        beside={redirect && !redirect.enabled && <Chip>{status("disabled")}</Chip>}
        side={
          redirect === undefined ? (
            targets.length > 0 && (
              <Button icon={<Plus />} onClick={() => setOpen("add")}>
                {t("add")}
              </Button>
            )
          ) : (
            <>
              {!redirect.enabled && (
                <Button onClick={() => void change(redirect, { enabled: true }, "enabled")}>{common("enable")}</Button>
              )}
              <Button onClick={() => setOpen("edit")}>{t("edit")}</Button>
              <Button onClick={() => setOpen("delete")}>{common("delete")}</Button>
            </>
          )
        }
      />
      <CardBody>
        {redirect === undefined ? (
          <p className="text-muted-foreground">
            {targets.length > 0 ? t("none") : t("noTarget")}{" "}
            {targets.length === 0 && (
              <Link href={`${home}/create`} className="text-link underline">
                {t("addTarget")}
              </Link>
            )}
          </p>
        ) : (
          <>
            {redirect.configuration.state === "refused" && (
              <RefusedConfiguration title={l7policy("refused")} refusal={redirect.configuration.refusal} />
            )}
            <Facts
              columns={3}
              facts={[
                {
                  key: "name",
                  label: common("name"),
                  value: <span className="min-w-0 break-words">{redirect.name}</span>,
                },
                {
                  key: "target",
                  label: t("target"),
                  value: redirect.redirectListener && (
                    <>
                      <Link href={`${home}/${redirect.redirectListener.id}`} className="text-link min-w-0 break-words">
                        {redirect.redirectListener.name}
                      </Link>
                      {target && <span className="whitespace-nowrap text-faint-foreground">HTTPS {target.port}</span>}
                    </>
                  ),
                },
                {
                  key: "description",
                  label: common("description"),
                  value: <span className="min-w-0 break-words">{redirect.description || "–"}</span>,
                },
              ]}
            />
            <p className="mt-2.5 text-muted-foreground">
              {redirect.enabled ? t("stands", { place: `https://…${portOf(target)}/` }) : t("standsStill")}
            </p>
          </>
        )}
      </CardBody>
      {open === "add" && <RedirectDialog listener={listener} targets={targets} onClose={close} />}
      {open === "edit" && redirect && (
        <RedirectDialog listener={listener} redirect={redirect} targets={targets} onClose={close} />
      )}
      {open === "delete" && redirect && (
        <DeleteRedirectDialog listener={listener} redirect={redirect} onClose={close} />
      )}
    </Card>
  );
}

function portOf(target: ListenerView | undefined): string {
  return target === undefined || target.port === 443 ? "" : `:${target.port}`;
}
