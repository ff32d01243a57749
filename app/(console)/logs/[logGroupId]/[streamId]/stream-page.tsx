"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LogViewer } from "@/components/logs/viewer/log-viewer";
import { PageHead } from "@/components/ui/page-head";
import type { LogStream } from "@/lib/model/access-log";
import type { LogLine } from "@/lib/model/log-line";
import { ExplainLine } from "../../explain-line";

interface StreamPageProps {
  group: { id: string; name: string };
  stream: LogStream;
  openedAt: number;
}

export function StreamPage({ group, stream, openedAt }: StreamPageProps) {
  const t = useTranslations("accessLog");
  const [explained, setExplained] = useState<LogLine>();
  return (
    <>
      <PageHead
        crumbs={[
          { label: t("groups"), href: "/logs" },
          { label: group.name, href: `/logs/${group.id}` },
          { label: stream.name },
        ]}
        title={stream.name}
      />
      <LogViewer streamId={stream.id} openedAt={openedAt} onExplain={setExplained} />
      {explained && <ExplainLine line={explained} onClose={() => setExplained(undefined)} />}
    </>
  );
}
