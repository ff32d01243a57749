"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useFormState } from "react-hook-form";
import { Shape } from "@/components/status/shape";
import { firstErrorPath } from "./error-paths";

export interface ErrorLinkProps {
  /** What the screen calls a field, by its path; indexes are given as `*`: `tags.*.key`. */
  labels: Readonly<Record<string, string>>;
}

/** "Correct “Cookie name” to go on": goes to the first refused field. */
export function ErrorLink({ labels }: ErrorLinkProps) {
  const t = useTranslations("form");
  const { control } = useFormContext();
  const { errors } = useFormState({ control });
  const path = firstErrorPath(errors, Object.keys(labels));
  if (path === undefined) return <span role="status" />;
  const label = labelOf(path.replaceAll(/\.\d+(?=\.|$)/g, ".*"), labels) ?? path;
  return (
    <span role="status" className="flex items-center gap-1.5 text-xs text-bad-fg">
      <Shape name="diamond" tone="bad" />
      <button type="button" className="hit text-left underline underline-offset-2" onClick={() => focusField(path)}>
        {t("correct", { field: label })}
      </button>
    </span>
  );
}

/** The label of a path, or of what holds it. */
function labelOf(path: string, labels: ErrorLinkProps["labels"]): string | undefined {
  const label = labels[path];
  if (label !== undefined || !path.includes(".")) return label;
  return labelOf(path.slice(0, path.lastIndexOf(".")), labels);
}

/** The field at a path, or the one that holds it: entries of a list are no fields of their own. */
function focusField(path: string): void {
  const element = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`);
  if (element === null && path.includes(".")) return focusField(path.slice(0, path.lastIndexOf(".")));
  element?.scrollIntoView({ block: "center" });
  element?.focus();
  if (element && document.activeElement !== element)
    element.querySelector<HTMLElement>("button, input, [tabindex]")?.focus();
}
