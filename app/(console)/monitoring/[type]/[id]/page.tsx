import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/request-context";
import { isMetricKind, type MetricKind } from "@/lib/model/metric-catalogue";
import type { MetricSubject } from "@/lib/model/metric-object";
import type { Context } from "@/lib/services/context";
import { ServiceError } from "@/lib/services/errors";
import { findMetricSubject } from "@/lib/services/metrics/object";
import { WatchedDashboard } from "./watched-dashboard";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("monitoring"))("title") };
}

export default async function Page({ params }: { params: Promise<{ type: string; id: string }> }) {
  const { type, id } = await params;
  const ctx = await requireContext();
  if (!isMetricKind(type)) notFound();
  return <WatchedDashboard subject={subjectOf(ctx, { type, id })} />;
}

function subjectOf(ctx: Context, asked: { type: MetricKind; id: string }): MetricSubject {
  try {
    return findMetricSubject(ctx, asked);
  } catch (error) {
    if (error instanceof ServiceError && (error.code === "notFound" || error.code === "forbidden")) notFound();
    throw error;
  }
}
