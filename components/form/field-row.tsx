import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Label } from "@/components/ui/label";

export interface FieldRowProps {
  /** Of the control; hint and error get ids derived from it. */
  id: string;
  label: ReactNode;
  optional?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  /** A group of choices is named by its label instead of labelled by it. */
  group?: boolean;
  children: ReactNode;
}

export function FieldRow({ id, label, optional = false, hint, error, group = false, children }: FieldRowProps) {
  const t = useTranslations("common");
  const words = (
    <>
      {label}
      {optional && <span className="font-normal text-faint-foreground"> {t("optional")}</span>}
    </>
  );
  return (
    <div className="min-w-0">
      {group ? (
        <div id={`${id}-label`} className="mb-[5px] font-medium">
          {words}
        </div>
      ) : (
        <Label htmlFor={id}>{words}</Label>
      )}
      {children}
      {error ? (
        <FieldError id={`${id}-error`}>{error}</FieldError>
      ) : (
        hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>
      )}
    </div>
  );
}

export function FieldHint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-[5px] text-xs text-muted-foreground">
      {children}
    </p>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-[5px] flex gap-1.5 text-xs text-bad-fg">
      <Shape name="diamond" tone="bad" className="mt-[3px]" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}

/** The id of what describes a control now, for aria-describedby. */
export function describedBy(id: string, error: unknown, hint: unknown): string | undefined {
  if (error) return `${id}-error`;
  return hint ? `${id}-hint` : undefined;
}
