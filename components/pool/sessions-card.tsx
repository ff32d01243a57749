"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { clearSourceSessionsAction, readSourceSessionsAction } from "@/lib/actions/pool";
import { actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import type { PoolView } from "@/lib/model/pool";
import { lifetimeOf } from "./persistence-values";

/** ST-01: which server each source address belongs to now; read again every few seconds, as nothing tells of changes. */
export function SessionsCard({ pool }: { pool: PoolView }) {
  const t = useTranslations("pool");
  const failureText = useFailureText();
  const [clearing, setClearing] = useState(false);
  const { data, isError, refetch } = useQuery({
    queryKey: queryKeys.sourceSessions(pool.id),
    queryFn: async () => actionData(await readSourceSessionsAction(pool.id)),
    refetchInterval: 5000,
    retry: false,
  });
  const count = data?.count ?? 0;
  return (
    <Card aria-label={t("sessions")}>
      <CardHead
        ruled
        title={t("sessions")}
        beside={data !== undefined && <span className="text-muted-foreground">{t("sessionsCount", { count })}</span>}
        side={
          <Button size="sm" disabled={count === 0} onClick={() => setClearing(true)}>
            {t("sessionsClear")}
          </Button>
        }
      />
      <CardBody className="pt-3">
        {isError && <p className="text-bad-fg">{t("sessionsUnknown")}</p>}
        {data !== undefined && !isError && count === 0 && (
          <p className="text-muted-foreground">{t("sessionsNone", lifetimeOf(pool.persistence?.timeoutS ?? 0))}</p>
        )}
        {data !== undefined && count > 0 && (
          <>
            <ul className="grid max-h-64 grid-cols-2 gap-x-8 overflow-y-auto phone:grid-cols-1">
              {data.sessions.map(({ source, server, endsInS }) => (
                <li key={source} className="flex items-baseline gap-3 border-b py-1.5 last:border-b-0">
                  <span className="mono">{source}</span>
                  <span className="min-w-0 flex-1 truncate">{server?.name ?? t("sessionsGone")}</span>
                  <span className="text-xs whitespace-nowrap text-muted-foreground">
                    {t("sessionsLeft", { minutes: Math.ceil(endsInS / 60) })}
                  </span>
                </li>
              ))}
            </ul>
            {count > data.sessions.length && (
              <p className="pt-2 text-xs text-muted-foreground">
                {t("sessionsShown", { shown: data.sessions.length, count })}
              </p>
            )}
          </>
        )}
      </CardBody>
      {clearing && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setClearing(false)}
          title={t("sessionsClearTitle", { count })}
          description={t("sessionsClearHint")}
          keepLabel={t("sessionsKeep")}
          confirmLabel={t("sessionsClear")}
          onConfirm={async () => {
            const result = await clearSourceSessionsAction(pool.id);
            if (!result.ok) return failureText(result.error);
            notify(t("sessionsCleared"));
            await refetch();
            return undefined;
          }}
        />
      )}
    </Card>
  );
}
