"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useProbeText } from "@/components/status/probe-text";
import { useRefusalText } from "@/components/status/refusal-text";
import { Shape, type ShapeName, type Tone } from "@/components/status/shape";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/elapsed";
import type { Attention } from "@/lib/model/overview";

const looks = {
  engine: { shape: "diamond", tone: "bad", word: "unreachableWord" },
  notice: { shape: "triangle", tone: "warn", word: "noticeWord" },
  alarm: { shape: "diamond", tone: "bad", word: "alarmWord" },
  refused: { shape: "octagon", tone: "bad", word: "refusedWord" },
  offline: { shape: "diamond", tone: "bad", word: "offlineWord" },
  degraded: { shape: "triangle", tone: "warn", word: "degradedWord" },
  incomplete: { shape: "dashed", tone: "off", word: "incompleteWord" },
} as const satisfies Record<Attention["kind"], { shape: ShapeName; tone: Tone; word: string }>;

const wordClass = { bad: "text-bad-fg", warn: "text-warn-fg", off: "text-muted-foreground" } as const;

/** What, since when, and why; its name leads to where it is put right. */
export function AttentionItem({ item }: { item: Attention }) {
  const t = useTranslations("overview");
  const { shape, tone, word } = looks[item.kind];
  const since = sinceOf(item);
  return (
    <li className="grid grid-cols-[12px_minmax(0,1fr)_auto] gap-x-2.5 border-t px-4 py-2.5 phone:px-3">
      <Shape name={shape} tone={tone} className="mt-1" />
      <div className="truncate">
        <Subject item={item} /> <span className={cn("font-medium", wordClass[tone])}>{t(word)}</span>
        {item.kind === "refused" && item.object.id !== item.loadBalancer.id && (
          <span className="text-faint-foreground"> {t("on", { name: item.loadBalancer.name })}</span>
        )}
      </div>
      <span className="text-xs text-faint-foreground">{since !== undefined && <Elapsed since={since} />}</span>
      <p className="col-start-2 text-xs text-muted-foreground">
        <Reason item={item} />
      </p>
    </li>
  );
}

function Subject({ item }: { item: Attention }) {
  const t = useTranslations("overview");
  if (item.kind === "engine" || item.kind === "notice") return <b className="font-semibold">{t("engine")}</b>;
  if (item.kind === "alarm") {
    return (
      <Link href={`/alarms/${item.rule.id}`} className="text-link font-semibold">
        {item.rule.name}
      </Link>
    );
  }
  const page = `/load-balancers/${item.loadBalancer.id}`;
  const { name } = item.kind === "refused" ? item.object : item.loadBalancer;
  const tab = item.kind === "refused" ? tabOf[item.object.type] : "";
  return (
    <Link href={page + tab} className="text-link font-semibold">
      {name}
    </Link>
  );
}

const tabOf = { loadbalancer: "", listener: "/listeners", pool: "/groups", member: "/groups" } as const;

function Reason({ item }: { item: Attention }) {
  const t = useTranslations("overview");
  const refusalText = useRefusalText();
  const probeText = useProbeText();
  switch (item.kind) {
    case "engine":
      return t("engineText", { problem: item.problem });
    case "notice":
      return t(`notice_${item.notice}`, { count: item.lateChecks });
    case "alarm":
      return item.count > 1 ? t("alarmTextMore", { object: item.object, count: item.count - 1 }) : item.object;
    case "refused":
      return refusalText(item.refusal);
    case "offline":
    case "degraded": {
      const said = item.servers.map(({ name, ...failure }) => t("serverFails", { name, reason: probeText(failure) }));
      const shown = said.slice(0, mostServers).join(t("separator"));
      const hidden = said.length - mostServers;
      const servers = hidden > 0 ? t("more", { shown, count: hidden }) : shown;
      return t(item.kind === "offline" ? "offlineText" : "degradedText", { servers });
    }
    case "incomplete": {
      const page = `/load-balancers/${item.loadBalancer.id}`;
      const href = item.missing === "listener" ? `${page}/listeners/create` : `${page}/groups`;
      const link = (text: ReactNode) => (
        <Link href={href} className="text-link underline underline-offset-2 whitespace-nowrap">
          {text}
        </Link>
      );
      return t.rich(item.missing === "listener" ? "missingListener" : "missingServers", { link });
    }
  }
}

const mostServers = 3;

function sinceOf(item: Attention): number | undefined {
  if (item.kind === "alarm") return item.since;
  if (item.kind !== "offline" && item.kind !== "degraded") return undefined;
  const known = item.servers.map(({ since }) => since).filter((since) => since > 0);
  if (known.length === 0) return undefined;
  return item.kind === "offline" ? Math.max(...known) : Math.min(...known);
}
