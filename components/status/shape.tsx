import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export type ShapeName = "circle" | "triangle" | "diamond" | "half" | "dashed" | "check" | "arc" | "octagon" | "struck";

export type Tone = "ok" | "warn" | "bad" | "busy" | "drain" | "off";

const drawings: Record<ShapeName, ReactNode> = {
  circle: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  triangle: <path d="M6 1.2l5.2 9.3H.8z" fill="currentColor" />,
  diamond: <path d="M6 .6L11.4 6L6 11.4L.6 6z" fill="currentColor" />,
  half: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M1.8 6a4.2 4.2 0 0 0 8.4 0z" fill="currentColor" />
    </>
  ),
  dashed: (
    <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.2 1.6" />
  ),
  check: (
    <path
      d="M1.8 6.4l2.8 2.8L10.2 3.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  arc: (
    <path d="M6 1.6A4.4 4.4 0 1 1 1.6 6" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
  ),
  octagon: (
    <>
      <path d="M3.8.8h4.4L11.2 3.8v4.4L8.2 11.2H3.8L.8 8.2V3.8z" fill="currentColor" />
      <path d="M4.2 4.2l3.6 3.6M7.8 4.2L4.2 7.8" stroke="var(--card)" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  struck: (
    <>
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M3 9L9 3" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
};

export const toneMark: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  busy: "text-busy",
  drain: "text-drain",
  off: "text-off",
};

/** A state known without its colour; always beside a word. */
export function Shape({ name, tone, className }: { name: ShapeName; tone?: Tone; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={cn("size-3 shrink-0", name === "arc" && "animate-spin", tone && toneMark[tone], className)}
    >
      {drawings[name]}
    </svg>
  );
}
