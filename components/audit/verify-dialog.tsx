"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useFailureText } from "@/components/feedback/failure-text";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { Dialog } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { verifyChainAction } from "@/lib/actions/trace";
import { ActionFailure, actionData } from "@/lib/client/action-data";
import { queryKeys } from "@/lib/client/query-keys";
import type { ChainVerdict } from "@/lib/model/trace-chain";

/** Walks the chain of events while it opens, and says whether it holds. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const feedback = useTranslations("feedback");
  const failureText = useFailureText();
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: queryKeys.traceChain,
    queryFn: async () => actionData(await verifyChainAction()),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("verifyTitle")}
      className="w-135"
      footer={
        <>
          <Button disabled={isFetching} onClick={() => void refetch()}>
            {t("verify")}
          </Button>
          <Button onClick={onClose}>{common("close")}</Button>
        </>
      }
    >
      <p className="text-muted-foreground">{t("verifyHint")}</p>
      <div aria-live="polite" className="mt-3 grid gap-3">
        {isFetching && data === undefined && <p>{t("verifying")}</p>}
        {error !== null && (
          <p className="text-bad-fg">
            {error instanceof ActionFailure ? failureText(error.failure) : feedback("error")}
          </p>
        )}
        {data !== undefined && <Verdict verdict={data} />}
      </div>
    </Dialog>
  );
}

function Verdict({ verdict: { events, unchained, head, broken } }: { verdict: ChainVerdict }) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const said = () => {
    if (broken === null) return t("chainWhole", { count: events });
    if (broken === "end") return t("chainCut", { count: events });
    const time = format.dateTime(new Date(broken.at), { dateStyle: "medium", timeStyle: "medium" });
    return t("chainBroken", { event: broken.event, time, count: events });
  };
  return (
    <>
      <Note tone={broken === null ? "ok" : "bad"}>
        <Shape name={broken === null ? "check" : "octagon"} />
        <span>{said()}</span>
      </Note>
      {unchained > 0 && <p className="text-muted-foreground">{t("chainOlder", { count: unchained })}</p>}
      {head !== "" && (
        <div>
          <p className="text-xs text-faint-foreground">{t("chainHead")}</p>
          <CopyableId id={head} />
          <p className="text-xs text-muted-foreground">{t("chainHeadHint")}</p>
        </div>
      )}
    </>
  );
}
