"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { get, useFormContext, useFormState } from "react-hook-form";
import { cn } from "@/components/ui/cn";

export interface AdvancedSectionProps {
  title: string;
  hint: string;
  /** Paths of its fields; a refusal of one opens it. */
  names: readonly string[];
  /** Open from the start: something in it differs from the usual. */
  initiallyOpen?: boolean;
  children: ReactNode;
}

/** Settings that most leave as they are; what was typed stays while it is closed. */
export function AdvancedSection({ title, hint, names, initiallyOpen = false, children }: AdvancedSectionProps) {
  const { control } = useFormContext();
  const { errors } = useFormState({ control });
  const [chosen, setChosen] = useState(initiallyOpen);
  const id = useId();
  const open = chosen || names.some((name) => get(errors, name) !== undefined);
  return (
    <section className="border-y py-4" aria-labelledby={`${id}-title`}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? `${id}-fields` : undefined}
        onClick={() => setChosen(!open)}
        className="hit flex w-full items-center gap-2 text-left"
      >
        <ChevronRight className={cn("size-4 shrink-0 text-muted-foreground", open && "rotate-90")} aria-hidden />
        <span>
          <span id={`${id}-title`} className="block font-semibold">
            {title}
          </span>
          <span className="block text-xs text-muted-foreground">{hint}</span>
        </span>
      </button>
      {open && (
        <div id={`${id}-fields`} className="mt-4 grid gap-4">
          {children}
        </div>
      )}
    </section>
  );
}
