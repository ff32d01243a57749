import type { ReactNode } from "react";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";

export function RefusalNote({ children }: { children: ReactNode }) {
  return (
    <Note tone="bad" role="alert">
      <Shape name="diamond" />
      <div className="min-w-0">{children}</div>
    </Note>
  );
}
