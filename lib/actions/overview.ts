"use server";

import type { LoadBalancer } from "@/lib/model/loadbalancer";
import type { Overview } from "@/lib/model/overview";
import { readOverview } from "@/lib/services/overview/read";
import { createSample } from "@/lib/services/sample/create";
import { freeSamplePort } from "@/lib/services/sample/free-port";
import { removeSample } from "@/lib/services/sample/remove";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function readOverviewAction(filter: { projectId?: string } = {}): Promise<ActionResult<Overview>> {
  return runAction((ctx) => readOverview(ctx, filter));
}

/** A load balancer with two small servers, so that a newcomer sees traffic at once. */
export async function createSampleAction(): Promise<ActionResult<LoadBalancer>> {
  return runAction(async (ctx) => createSample(ctx, await freeSamplePort()));
}

export async function removeSampleAction(): Promise<ActionResult> {
  return runCommand(removeSample);
}
