"use server";

import { cookies } from "next/headers";
import { projectCookie } from "@/lib/auth/context";
import type { CreateProjectInput, Project } from "@/lib/model/project";
import { notFound } from "@/lib/services/errors";
import { createProject } from "@/lib/services/project/create";
import { listProjects } from "@/lib/services/project/list";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function createProjectAction(input: CreateProjectInput): Promise<ActionResult<Project>> {
  return runAction((ctx) => createProject(ctx, input));
}

export async function readProjectsAction(): Promise<ActionResult<Project[]>> {
  return runAction(listProjects);
}

/** Makes a project the one that the console shows and creates in. */
export async function selectProjectAction(id: string): Promise<ActionResult> {
  return runAction(async (ctx) => {
    if (!listProjects(ctx).some((project) => project.id === id)) throw notFound("project", id);
    (await cookies()).set(projectCookie, id, { httpOnly: true, sameSite: "lax", path: "/", maxAge: 365 * 86_400 });
    return null;
  });
}
