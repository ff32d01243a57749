"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FieldError, FieldHint } from "@/components/form/field-row";
import { useRuleText } from "@/components/form/rule-text";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NumberField } from "@/components/ui/number-field";
import { Spinner } from "@/components/ui/spinner";
import { readServersAction } from "@/lib/actions/server";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import { Weight } from "@/lib/model/member";
import type { ServerView } from "@/lib/model/server";
import type { ServerRow } from "./members-form";
import { parsePorts } from "./parse-ports";

export interface TickServersProps {
  port: number | null;
  onApply: (servers: readonly ServerRow[]) => void;
  onCancel: () => void;
}

/** Servers of the inventory to tick; each gets a row for every port, to be changed one by one afterwards (BS-06). */
export function TickServers({ port, onApply, onCancel }: TickServersProps) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const ruleText = useRuleText();
  const { data, error } = useQuery({
    queryKey: queryKeys.servers,
    queryFn: async () => actionData(await readServersAction()),
  });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [ports, setPorts] = useState(String(port ?? 80));
  const [weight, setWeight] = useState<number | null>(1);
  const [text, setText] = useState("");
  const id = useId();
  const read = parsePorts(ports);
  const weighed = Weight.safeParse(weight);
  const shown = data?.filter((server) => matches(server, text)) ?? [];
  const allShown = shown.length > 0 && shown.every((server) => ticked.has(server.id));
  const tick = (servers: readonly ServerView[], on: boolean) => {
    const next = new Set(ticked);
    for (const server of servers)
      if (on) next.add(server.id);
      else next.delete(server.id);
    setTicked(next);
  };
  const apply = () => {
    const chosen = data?.filter((server) => ticked.has(server.id)) ?? [];
    onApply(
      chosen.flatMap(({ id: serverId, name, address }) =>
        read.ports.map((each) => ({ name, address, port: each, weight, serverId })),
      ),
    );
  };
  if (data?.length === 0 || error) {
    return (
      <div className="mt-3 rounded-md border bg-sunken p-3 text-muted-foreground">
        {error ? t("noAnswer") : t.rich("inventoryEmpty", { link: (words) => <InventoryLink>{words}</InventoryLink> })}
      </div>
    );
  }
  return (
    <div className="mt-3 rounded-md border bg-sunken p-3" role="group" aria-label={t("inventory")}>
      <Input
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t("inventoryFilter")}
        aria-label={t("inventoryFilter")}
      />
      <div className="mt-2 max-h-56 overflow-y-auto rounded-md border bg-card">
        <div className="sticky top-0 flex items-center gap-2.5 border-b bg-card px-2.5 py-1.5 text-xs text-muted-foreground">
          <Checkbox
            checked={allShown}
            disabled={shown.length === 0}
            indeterminate={!allShown && ticked.size > 0}
            onCheckedChange={(on) => tick(shown, on)}
            aria-label={t("inventoryAll")}
          />
          {t("inventoryTicked", { count: ticked.size, total: data?.length ?? 0 })}
        </div>
        {data === undefined && (
          <p role="status" className="flex items-center gap-2 px-2.5 py-1.5 text-muted-foreground">
            <Spinner /> {common("loading")}
          </p>
        )}
        {data !== undefined && shown.length === 0 && (
          <p className="px-2.5 py-1.5 text-muted-foreground">{t("inventoryNoMatch")}</p>
        )}
        {shown.map((server) => (
          <label key={server.id} className="flex items-center gap-2.5 border-b px-2.5 py-1.5 last:border-b-0">
            <Checkbox checked={ticked.has(server.id)} onCheckedChange={(on) => tick([server], on)} />
            <span className="flex min-w-0 flex-1 flex-wrap gap-x-3">
              <span className="font-medium break-words">{server.name}</span>
              <span className="mono text-muted-foreground">{server.address}</span>
            </span>
            <span className="text-xs text-faint-foreground">{server.zone}</span>
          </label>
        ))}
      </div>
      <div className="mt-2.5 grid grid-cols-[minmax(0,1fr)_96px] gap-3">
        <div>
          <Label htmlFor={`${id}-ports`}>{t("ports")}</Label>
          <Input
            id={`${id}-ports`}
            value={ports}
            onChange={(event) => setPorts(event.target.value)}
            className="mono"
            autoComplete="off"
            aria-invalid={read.fault !== null || undefined}
            aria-describedby={`${id}-hint`}
          />
        </div>
        <div>
          <Label htmlFor={`${id}-weight`}>{t("weight")}</Label>
          <NumberField
            id={`${id}-weight`}
            value={weight}
            onValueChange={setWeight}
            aria-invalid={!weighed.success || undefined}
            aria-describedby={`${id}-hint`}
          />
        </div>
      </div>
      <div id={`${id}-hint`}>
        {read.fault === null && weighed.success && <FieldHint>{t("portsHint")}</FieldHint>}
        {read.fault !== null && <FieldError>{t("portsFault", { text: read.fault })}</FieldError>}
        {!weighed.success && <FieldError>{ruleText(weighed.error.issues[0]?.message)}</FieldError>}
      </div>
      <div className="mt-2 flex gap-2">
        <Button size="sm" onClick={onCancel}>
          {common("cancel")}
        </Button>
        <Button
          size="sm"
          variant="primary"
          onClick={apply}
          disabled={ticked.size === 0 || read.ports.length === 0 || !weighed.success}
        >
          {t("inventoryApply", { count: ticked.size * Math.max(read.ports.length, 1) })}
        </Button>
      </div>
    </div>
  );
}

function InventoryLink({ children }: { children: React.ReactNode }) {
  return (
    <Link href="/servers" className="text-link">
      {children}
    </Link>
  );
}

function matches({ name, address, zone, tags }: ServerView, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  const texts = [name, address, zone, ...tags.map(({ key, value }) => `${key}=${value}`)];
  return texts.some((one) => one.toLowerCase().includes(wanted));
}
