"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ExplainDialog } from "@/components/explain/explain-dialog";
import { notify } from "@/components/feedback/notify";
import { readListenersAction } from "@/lib/actions/listener";
import type { ListenerView } from "@/lib/model/listener";
import type { LogLine } from "@/lib/model/log-line";

/** Asks the engine what it would do now with a request that was logged. */
export function ExplainLine({ line, onClose }: { line: LogLine; onClose: () => void }) {
  const t = useTranslations("logViewer");
  const [listeners, setListeners] = useState<ListenerView[]>();
  const { listener_id: listenerId, lb_name: balancerName } = line.fields;
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const result = await readListenersAction({ loadBalancerId: balancerName.replace("loadbalancer_", "") });
      if (gone) return;
      if (result.ok && result.data.some(({ id }) => id === listenerId)) return setListeners(result.data);
      notify(t("listenerGone"));
      onClose();
    };
    void read();
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once for each line
  }, [listenerId, balancerName]);
  if (listeners === undefined) return null;
  const agent = line.fields.http_user_agent;
  return (
    <ExplainDialog
      listeners={listeners}
      hasEip={false}
      seen={{
        listenerId,
        client: line.client,
        method: line.method,
        url: `${line.scheme}://${line.host}${line.path}`,
        headers: agent === "-" ? "" : `User-Agent: ${agent}`,
      }}
      onClose={onClose}
    />
  );
}
