"use client";

import { Note } from "@/components/ui/note";
import type { Refusal } from "@/lib/model/status";
import { useRefusalText } from "./refusal-text";
import { Shape } from "./shape";

/** Below a page's head: what is stored is not what runs, and why. */
export function RefusedConfiguration({ title, refusal }: { title: string; refusal: Refusal | undefined }) {
  const refusalText = useRefusalText();
  if (refusal === undefined) return null;
  return (
    <Note tone="bad" className="mb-4">
      <Shape name="octagon" />
      <div>
        <p className="font-medium">{title}</p>
        <p className="text-xs">{refusalText(refusal)}</p>
      </div>
    </Note>
  );
}
