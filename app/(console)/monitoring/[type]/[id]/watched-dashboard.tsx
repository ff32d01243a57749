"use client";

import { useThresholds } from "@/components/alarm/use-thresholds";
import { DashboardPage } from "@/components/monitoring/dashboard-page";
import type { MetricSubject } from "@/lib/model/metric-object";

/** An object's charts with the thresholds of the alarm rules that watch it. */
export function WatchedDashboard({ subject }: { subject: MetricSubject }) {
  return <DashboardPage subject={subject} limitsOf={useThresholds(subject.type, subject.id)} />;
}
