"use client";

import { Eye, History, Link2, RotateCcw, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { ExportLink } from "@/components/data-table/export-link";
import { ResourceList } from "@/components/data-table/resource-list";
import type { FilterProperty } from "@/components/data-table/tokens";
import { useListQuery } from "@/components/data-table/use-list-query";
import { EmptyState } from "@/components/feedback/empty-state";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button } from "@/components/ui/button";
import { searchTracesAction } from "@/lib/actions/trace";
import { queryKeys } from "@/lib/client/query-keys";
import { type InitialPage, useListPage } from "@/lib/client/use-list-page";
import { useManualRefresh } from "@/lib/client/use-resource";
import type { ListPage } from "@/lib/model/list-query";
import {
  type ParsedTraceQuery,
  traceProperties,
  type TraceProperty,
  TraceRating,
  TraceType,
  type TraceView,
} from "@/lib/model/trace";
import { RangePicker } from "./range-picker";
import { StructureDialog } from "./structure-dialog";
import { useTraceColumns } from "./trace-columns";
import { TraceDetail } from "./trace-detail";
import { rangeParams, withRange } from "./trace-params";
import { VerifyDialog } from "./verify-dialog";

interface TraceListProps {
  initial: InitialPage<TraceView, ParsedTraceQuery>;
  /** Asks whether the object of an event shall be what it was before; null: nobody here may. */
  restoring: ((trace: TraceView, onClose: () => void) => ReactNode) | null;
}

/** Who did what, when, from where, and what it changed (AU-01..AU-04). */
export function TraceList({ initial, restoring: dialog }: TraceListProps) {
  const t = useTranslations("audit");
  const router = useRouter();
  const failureText = useFailureText();
  const list = useListQuery();
  const [range] = useQueryStates(rangeParams);
  const query = useMemo(() => withRange(list, range), [list, range]);
  const { page, failure, pending, updatedAt } = useListPage({
    queryKey: queryKeys.traces,
    query,
    read: searchTracesAction,
    initial,
  });
  const { refresh, refreshing } = useManualRefresh();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<TraceView>();
  const [restoring, setRestoring] = useState<TraceView>();
  const [verifying, setVerifying] = useState(false);
  const toggle = useCallback(
    (id: string) => setOpen((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id])),
    [],
  );
  const isOpen = useCallback((id: string) => open.has(id), [open]);
  return (
    <>
      <ResourceList<TraceView>
        resource="trace"
        title={t("title")}
        rows={page.rows}
        server={page}
        rowId={({ id }) => id}
        rowName={({ event, resourceName }) => `${event} ${resourceName}`}
        columns={useTraceColumns({ isOpen, toggle })}
        properties={useTraceProperties(page.facets)}
        searchText={noText}
        defaultSort={{ column: "time", descending: true }}
        filterHint={t("filterHint")}
        twoLine
        updatedAt={updatedAt}
        onRefresh={refresh}
        refreshing={refreshing || pending}
        error={failure === undefined ? undefined : { reason: failure ? failureText(failure) : undefined }}
        exporting={() => (
          <ExportLink route="/api/v1/traces.csv" query={query} extra={spanOf(query)} hint={t("exportHint")} />
        )}
        primaryAction={
          <>
            <Button icon={<ShieldCheck />} onClick={() => setVerifying(true)}>
              {t("verify")}
            </Button>
            <RangePicker />
          </>
        }
        rowMenu={(trace) => [
          [
            { key: "show", label: t("showEvent"), icon: <Eye />, onSelect: () => setShown(trace) },
            {
              key: "go",
              label: t("goToObject"),
              icon: <Link2 />,
              ...(trace.href === null ? { unusable: t("objectGone") } : {}),
              onSelect: () => trace.href !== null && router.push(trace.href),
            },
            ...(dialog === null || trace.rating !== "normal"
              ? []
              : [{ key: "restore", label: t("restore"), icon: <RotateCcw />, onSelect: () => setRestoring(trace) }]),
          ],
        ]}
        rowNote={(trace) =>
          open.has(trace.id) ? <TraceDetail trace={trace} onShow={() => setShown(trace)} /> : undefined
        }
        empty={
          <EmptyState icon={<History />} title={t("empty")}>
            {t("emptyHint")}
          </EmptyState>
        }
      />
      {restoring !== undefined && dialog?.(restoring, () => setRestoring(undefined))}
      {verifying && <VerifyDialog onClose={() => setVerifying(false)} />}
      {shown !== undefined && <StructureDialog trace={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

/** The server looks through the texts. */
const noText = () => [];

/** The span in the terms of the exporting route. */
function spanOf({ range, from, to }: ParsedTraceQuery): Record<string, string> {
  return {
    range,
    ...(from === undefined ? {} : { from: String(from) }),
    ...(to === undefined ? {} : { to: String(to) }),
  };
}

function useTraceProperties(facets: ListPage<TraceView>["facets"]): readonly FilterProperty<TraceView>[] {
  const t = useTranslations("audit");
  const tStatus = useTranslations("status");
  return useMemo(() => {
    const words: Partial<Record<TraceProperty, (value: string) => string>> = {
      rating: (value) => (TraceRating.safeParse(value).success ? tStatus(`rating_${value as TraceRating}`) : value),
      origin: (value) => (TraceType.safeParse(value).success ? t(`origin_${value as TraceType}`) : value),
    };
    return (Object.keys(traceProperties) as TraceProperty[]).map((key) => ({
      key,
      label: t(`by_${key}`),
      values: (trace) => [trace[traceProperties[key]]],
      valueLabel: words[key],
      counted: facets[key] ?? [],
    }));
  }, [t, tStatus, facets]);
}
