"use client";

import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { useSample } from "./use-sample";

/** While the sample exists: where it answers, how to try it, and how to be rid of it. */
export function SampleCard({ view }: { view: LoadBalancerView }) {
  const t = useTranslations("overview");
  const { busy, remove } = useSample();
  const port = view.listeners[0]?.port;
  const address = port === undefined ? view.vipAddress : `${view.vipAddress}:${port}`;
  const ready = view.configuration.state === "in-effect" && view.health === "online";
  const commands = [`curl http://${address}/`, `while sleep 0.1; do curl -so /dev/null http://${address}/; done`];
  return (
    <Card aria-label={t("sampleTitle")}>
      <CardHead
        title={
          <span className="flex items-center gap-2">
            <Shape name={ready ? "check" : "arc"} tone={ready ? "ok" : "busy"} />
            {t(ready ? "sampleTitle" : "samplePreparing")}
          </span>
        }
        className="phone:flex-wrap phone:py-2"
        side={
          <>
            <ButtonLink size="sm" href={`/load-balancers/${view.id}`}>
              {t("sampleView")}
            </ButtonLink>
            <Button size="sm" variant="dangerText" busy={busy} onClick={() => void remove()}>
              {t("sampleRemove")}
            </Button>
          </>
        }
      />
      <CardBody>
        <p className="text-muted-foreground">
          {t.rich("sampleText", { address: () => <b className="mono text-foreground">{address}</b> })}
        </p>
        <div className="my-2.5 grid gap-1.5">
          {commands.map((command) => (
            <div key={command} className="flex min-h-8 items-center gap-2 rounded-md border bg-sunken py-1 pr-1.5 pl-3">
              <code className="mono min-w-0 flex-1 break-all">{command}</code>
              <CopyButton value={command} label={t("copyCommand")} />
            </div>
          ))}
        </div>
        <p className="text-xs text-faint-foreground">{t("sampleAnswer")}</p>
      </CardBody>
    </Card>
  );
}
