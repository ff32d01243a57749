"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BulkDialog } from "@/components/data-table/bulk-dialog";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListReading } from "@/components/data-table/use-list-reading";
import { notify } from "@/components/feedback/notify";
import { Button } from "@/components/ui/button";
import { endSessionsAction, readSessionsAction } from "@/lib/actions/session";
import { queryKeys } from "@/lib/client/query-keys";
import type { Initial } from "@/lib/client/use-resource";
import type { SessionView } from "@/lib/model/session";
import { useSessionColumns } from "./session-columns";

export interface SessionListProps {
  initial: Initial<SessionView[]>;
  /** Of whom all others can be ended at once. */
  ownUserId: string;
}

/** Where one is signed in, and everybody for administrators. */
export function SessionList({ initial, ownUserId }: SessionListProps) {
  const t = useTranslations("session");
  const reading = useListReading(queryKeys.sessions, readAll, initial);
  const [ending, setEnding] = useState<{ sessions: readonly SessionView[]; clear?: () => void }>();
  const others = reading.rows.filter(({ userId, isThis }) => userId === ownUserId && !isThis);
  const name = ({ userName, program, address }: SessionView) =>
    [userName, program, address].filter((part) => part !== "").join(" · ");
  const count = ending?.sessions.filter(({ isThis }) => !isThis).length ?? 0;
  return (
    <>
      <ResourceList<SessionView>
        resource="session"
        title={t("title")}
        {...reading}
        rowId={({ id }) => id}
        rowName={name}
        columns={useSessionColumns()}
        searchText={({ userName, program, address }) => [userName, program, address]}
        defaultSort={{ column: "signedIn", descending: true }}
        primaryAction={
          <Button icon={<LogOut />} disabled={others.length === 0} onClick={() => setEnding({ sessions: others })}>
            {t("endOthers")}
          </Button>
        }
        rowMenu={(one) => [
          [
            {
              key: "end",
              label: t("end"),
              icon: <LogOut />,
              danger: true,
              unusable: one.isThis ? t("isThis") : undefined,
              onSelect: () => setEnding({ sessions: [one] }),
            },
          ],
        ]}
        bulk={(sessions, clear) => (
          <Button size="sm" variant="dangerText" onClick={() => setEnding({ sessions, clear })}>
            {t("end")}
          </Button>
        )}
        empty={null}
      />
      {ending !== undefined && (
        <BulkDialog
          items={ending.sessions.map((one) => ({
            id: one.id,
            name: name(one),
            blocked: one.isThis ? t("isThis") : undefined,
          }))}
          title={t("endTitle", { count })}
          description={t("endHint")}
          actsOn={t("ends")}
          tone="danger"
          keepLabel={t("keep")}
          confirmLabel={t("endSome", { count })}
          run={endSessionsAction}
          onDone={(done) => {
            if (done > 0) notify(t("ended", { count: done }));
            reading.onRefresh();
            ending.clear?.();
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}

const readAll = () => readSessionsAction();
