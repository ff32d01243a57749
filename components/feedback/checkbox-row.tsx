"use client";

import { type ReactNode, useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";

export interface CheckboxRowProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** Something that is done first, ticked among the consequences. */
export function CheckboxRow({ checked, onChange, children }: CheckboxRowProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <Checkbox className="mt-0.5" checked={checked} onCheckedChange={onChange} aria-labelledby={id} />
      <span id={id} className="min-w-0 break-words">
        {children}
      </span>
    </div>
  );
}
