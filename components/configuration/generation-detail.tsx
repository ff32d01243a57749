"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFailureText } from "@/components/feedback/failure-text";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { readGenerationAction } from "@/lib/actions/configuration";
import { ActionFailure, actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import type { GenerationView } from "@/lib/model/configuration";
import { DiffView } from "./diff-view";

interface GenerationDetailProps {
  row: GenerationView;
  canAct: boolean;
  onRestore: (row: GenerationView) => void;
}

/** What one generation changed. It never changes again: it is read once. */
export function GenerationDetail({ row, canAct, onRestore }: GenerationDetailProps) {
  const t = useTranslations("configuration");
  const feedback = useTranslations("feedback");
  const failureText = useFailureText();
  const { data, error } = useQuery({
    queryKey: queryKeys.generation(row.generation),
    queryFn: async () => actionData(await readGenerationAction(row.generation)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <div className="rounded-md border bg-sunken p-4">
      {error !== null && (
        <p className="text-bad-fg">{error instanceof ActionFailure ? failureText(error.failure) : feedback("error")}</p>
      )}
      {data === undefined && error === null && <Spinner />}
      {data !== undefined && <DiffView diff={data} />}
      {canAct && (
        <div className="mt-3">
          <Button size="sm" icon={<RotateCcw />} onClick={() => onRestore(row)}>
            {t("restore")}
          </Button>
        </div>
      )}
    </div>
  );
}
