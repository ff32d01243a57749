"use server";

import type {
  CreateProjectInput,
  Project,
  ProjectView,
  QuotaUse,
  Region,
  SetQuotasInput,
  UpdateProjectInput,
} from "@/lib/model/project";
import { createProject } from "@/lib/services/project/create";
import { deleteProject } from "@/lib/services/project/delete";
import { listProjects, listProjectViews } from "@/lib/services/project/list";
import { setQuotas } from "@/lib/services/project/set-quotas";
import { updateProject } from "@/lib/services/project/update";
import { updateRegion } from "@/lib/services/region/update";
import type { ActionResult } from "./result";
import { runAction, runCommand } from "./run";

export async function readProjectsAction(): Promise<ActionResult<Project[]>> {
  return runAction(listProjects);
}

export async function readProjectViewsAction(): Promise<ActionResult<ProjectView[]>> {
  return runAction(listProjectViews);
}

export async function createProjectAction(input: CreateProjectInput): Promise<ActionResult<Project>> {
  return runAction((ctx) => createProject(ctx, input));
}

export async function updateProjectAction(input: UpdateProjectInput): Promise<ActionResult<Project>> {
  return runAction((ctx) => updateProject(ctx, input));
}

export async function deleteProjectAction(input: { id: string }): Promise<ActionResult> {
  return runCommand((ctx) => deleteProject(ctx, input));
}

export async function setQuotasAction(input: SetQuotasInput): Promise<ActionResult<QuotaUse[]>> {
  return runAction((ctx) => setQuotas(ctx, input));
}

export async function updateRegionAction(input: Region): Promise<ActionResult<Region>> {
  return runAction((ctx) => updateRegion(ctx, input));
}
