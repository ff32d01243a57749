import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ChartLimit } from "./types";

/** The limits that a chart draws, each with the way to who set it. */
export function ChartLimits({ limits }: { limits: readonly ChartLimit[] }) {
  const t = useTranslations("chart");
  if (limits.length === 0) return null;
  return (
    <ul aria-label={t("limits")} className="-mt-1 mb-2.5 grid gap-y-0.5 text-xs text-muted-foreground">
      {limits.map(({ key, name, text, href, color }) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5">
          <span aria-hidden="true" className="w-4 shrink-0 border-t-2 border-dashed" style={{ borderColor: color }} />
          <Link href={href} className="min-w-0 truncate text-link underline" title={name}>
            {name}
          </Link>
          <b className="shrink-0 font-semibold whitespace-nowrap text-foreground tabular-nums">{text}</b>
        </li>
      ))}
    </ul>
  );
}
