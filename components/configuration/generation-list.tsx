"use client";

import { Download, GitCommitVertical, History, RotateCcw, Settings2, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { ResourceList } from "@/components/data-table/resource-list";
import { useListQuery } from "@/components/data-table/use-list-query";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button } from "@/components/ui/button";
import { listGenerationsAction } from "@/lib/actions/configuration";
import { queryKeys } from "@/lib/client/query-keys";
import { type InitialPage, useListPage } from "@/lib/client/use-list-page";
import { useManualRefresh } from "@/lib/client/use-resource";
import type { GenerationView } from "@/lib/model/configuration";
import { ExportDialog } from "./export-dialog";
import { useGenerationColumns } from "./generation-columns";
import { GenerationDetail } from "./generation-detail";
import { ImportDialog } from "./import-dialog";
import { KeptDaysDialog } from "./kept-days-dialog";
import { RestoreDialog } from "./restore-dialog";

interface GenerationListProps {
  initial: InitialPage<GenerationView>;
  /** Administrators restore, export and import. */
  canAct: boolean;
  keptDays: number;
}

/** Every generation of the configuration: who made it, what it changed, and the way back to it. */
export function GenerationList({ initial, canAct, keptDays }: GenerationListProps) {
  const t = useTranslations("configuration");
  const router = useRouter();
  const failureText = useFailureText();
  const query = useListQuery();
  const { page, failure, pending, updatedAt } = useListPage({
    queryKey: queryKeys.generations,
    query,
    read: listGenerationsAction,
    initial,
  });
  const { refresh, refreshing } = useManualRefresh();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [restoring, setRestoring] = useState<GenerationView>();
  const [dialog, setDialog] = useState<"export" | "import" | "kept">();
  const toggle = useCallback(
    (id: number) => setOpen((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id])),
    [],
  );
  const isOpen = useCallback((id: number) => open.has(id), [open]);
  const close = () => setDialog(undefined);
  const unusable = canAct ? {} : { unusable: t("adminOnly") };
  return (
    <>
      <ResourceList<GenerationView>
        resource="generation"
        title={t("title")}
        rows={page.rows}
        server={page}
        rowId={({ generation }) => String(generation)}
        rowName={({ generation }) => t("generation", { generation })}
        columns={useGenerationColumns({ isOpen, toggle })}
        searchText={noText}
        defaultSort={{ column: "generation", descending: true }}
        filterHint={t("filterHint")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing || pending}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        primaryAction={
          canAct && (
            <>
              <Button icon={<Settings2 />} onClick={() => setDialog("kept")}>
                {t("kept")}
              </Button>
              <Button icon={<Download />} onClick={() => setDialog("export")}>
                {t("export")}
              </Button>
              <Button icon={<Upload />} onClick={() => setDialog("import")}>
                {t("import")}
              </Button>
            </>
          )
        }
        rowMenu={(row) => [
          [
            {
              key: "restore",
              label: t("restore"),
              icon: <RotateCcw />,
              onSelect: () => setRestoring(row),
              ...unusable,
            },
            {
              key: "events",
              label: t("events"),
              icon: <History />,
              onSelect: () => router.push(`/audit?range=kept&q=${row.requestId}`),
            },
          ],
        ]}
        rowNote={(row) =>
          open.has(row.generation) ? <GenerationDetail row={row} canAct={canAct} onRestore={setRestoring} /> : undefined
        }
        empty={
          <EmptyState icon={<GitCommitVertical />} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {restoring !== undefined && <RestoreDialog row={restoring} onClose={() => setRestoring(undefined)} />}
      {dialog === "export" && <ExportDialog onClose={close} />}
      {dialog === "import" && <ImportDialog onClose={close} />}
      {dialog === "kept" && <KeptDaysDialog days={keptDays} onClose={close} />}
    </>
  );
}

/** The server looks through the texts. */
const noText = () => [];
