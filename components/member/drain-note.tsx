"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "@/components/feedback/failure-text";
import { notify } from "@/components/feedback/notify";
import { Shape } from "@/components/status/shape";
import { nameOf } from "@/components/status/server-place";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { drainMembersAction } from "@/lib/actions/member";
import { readSourceSessionsAction } from "@/lib/actions/pool";
import { actionData } from "@/lib/client/action-data";
import { useLiveMemberRate } from "@/lib/client/live";
import { queryKeys } from "@/lib/client/query-keys";
import { useRefreshResources } from "@/lib/client/use-resource";
import type { MemberView } from "@/lib/model/member";
import type { PersistenceType } from "@/lib/model/pool";

/** `4:05`, or `1:00:00` from an hour on. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

export interface DrainNoteProps {
  member: MemberView;
  /** How the group keeps sessions; null: it does not. */
  persistence: PersistenceType | null;
  onRemove: () => void;
}

/** Under the row of a draining server: what is left on it, until when its sessions may come, and the way back. */
export function DrainNote({ member, persistence, onRemove }: DrainNoteProps) {
  const t = useTranslations("member");
  const common = useTranslations("common");
  const format = useFormatter();
  const failureText = useFailureText();
  const refresh = useRefreshResources();
  const now = useNow({ updateInterval: 1000 }).getTime();
  const rate = useLiveMemberRate(member.id);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const left = (member.drainUntil ?? 0) - now;
  const connections = rate?.connections ?? 0;
  const sessions = persistence !== null;
  const waits = sessions && left > 0;
  const held = useSessionsOf(member, waits);
  const undo = async () => {
    setBusy(true);
    const input = { poolId: member.poolId, ids: [member.id], sessionsS: null };
    const result = await drainMembersAction(input).catch(() => null);
    setBusy(false);
    if (result?.ok) {
      notify(t("drainUndone", { name: nameOf(member) }));
      refresh();
    } else setFailure(result ? failureText(result.error) : t("noAnswer"));
  };
  const story = () => {
    if (waits && held !== null) return t("drainHolds", { time: countdown(left), count: held });
    if (waits) return t("drainWaits", { time: countdown(left), rate: format.number(rate?.sessions ?? 0, oneDigit) });
    return sessions ? t("drainMoved") : null;
  };
  return (
    <Note tone="busy" className="phone:flex-wrap">
      <Shape name="half" tone="drain" />
      <div className="min-w-0 flex-1 phone:basis-[calc(100%-34px)]">
        <p className="font-medium">
          {connections === 0 && !waits ? t("drainEmpty") : t("drainLeft", { count: connections })}
        </p>
        {story() !== null && <p className="text-xs">{story()}</p>}
        {failure && (
          <p role="alert" className="text-xs font-medium">
            {failure}
          </p>
        )}
      </div>
      <Button size="sm" onClick={() => void undo()} busy={busy}>
        {t("drainUndo")}
      </Button>
      <Button size="sm" variant="dangerText" onClick={onRemove}>
        {common("remove")}
      </Button>
    </Note>
  );
}

/** Sessions that still belong to a server; null: not known. */
function useSessionsOf({ id, poolId }: MemberView, enabled: boolean): number | null {
  const { data } = useQuery({
    queryKey: queryKeys.sourceSessions(poolId),
    queryFn: async () => actionData(await readSourceSessionsAction(poolId)),
    refetchInterval: 5000,
    retry: false,
    enabled,
  });
  return enabled && data !== undefined ? (data.counts[id] ?? 0) : null;
}

const oneDigit = { maximumFractionDigits: 1 } as const;
