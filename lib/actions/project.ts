"use server";

import type { Project } from "@/lib/model/project";
import { listProjects } from "@/lib/services/project/list";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function readProjectsAction(): Promise<ActionResult<Project[]>> {
  return runAction(listProjects);
}
