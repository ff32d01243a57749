"use client";

import { TraceList } from "@/components/audit/trace-list";
import { RestoreObjectDialog } from "@/components/configuration/restore-object-dialog";
import type { InitialPage } from "@/lib/client/use-list-page";
import type { ParsedTraceQuery, TraceView } from "@/lib/model/trace";

interface AuditScreenProps {
  initial: InitialPage<TraceView, ParsedTraceQuery>;
  canRestore: boolean;
}

/** The events, and the way back from each. */
export function AuditScreen({ initial, canRestore }: AuditScreenProps) {
  return (
    <TraceList
      initial={initial}
      restoring={
        canRestore ? (trace, onClose) => <RestoreObjectDialog key={trace.id} trace={trace} onClose={onClose} /> : null
      }
    />
  );
}
