import type { Project } from "@/lib/model/project";
import { createProject } from "@/lib/services/project/create";
import { deleteProject } from "@/lib/services/project/delete";
import { getProject, listProjects } from "@/lib/services/project/list";
import { updateProject } from "@/lib/services/project/update";
import { readRegionAndZones } from "@/lib/services/region/read";
import { updateRegion } from "@/lib/services/region/update";
import { listBody } from "../list";
import { type ApiCall, noContent, ok, withBody } from "./api-call";
import { time } from "./status";

/* Extension: projects and the labels of the installation. */

function projectBody({ id, name, description, createdAt }: Project) {
  return { id, name, description, enabled: true, created_at: time(createdAt) };
}

export function listProjectsRoute({ ctx, url, request }: ApiCall): Response {
  return ok(listBody(url, request.headers.get("host"), "projects", listProjects(ctx).map(projectBody)));
}

export function getProjectRoute(call: ApiCall): Response {
  return ok({ project: projectBody(getProject(call.ctx, call.id())) });
}

export async function createProjectRoute(call: ApiCall): Promise<Response> {
  const project = await withBody(call, "project", {}, (body) => {
    const input = { name: body.text("name") ?? "", description: body.text("description") };
    body.finish();
    return createProject(call.ctx, input);
  });
  return ok({ project: projectBody(project) }, 201);
}

export async function updateProjectRoute(call: ApiCall): Promise<Response> {
  const project = await withBody(call, "project", {}, (body) => {
    const input = { id: call.id(), name: body.text("name"), description: body.text("description") };
    body.finish();
    return updateProject(call.ctx, input);
  });
  return ok({ project: projectBody(project) });
}

export function deleteProjectRoute(call: ApiCall): Response {
  deleteProject(call.ctx, { id: call.id() });
  return noContent();
}

function regionBody({ region, zones }: { region: string; zones: readonly string[] }) {
  return { region: { name: region, zones } };
}

export function getRegionRoute({ ctx }: ApiCall): Response {
  return ok(regionBody(readRegionAndZones(ctx)));
}

export async function updateRegionRoute(call: ApiCall): Promise<Response> {
  const region = await withBody(call, "region", { region: "name" }, (body) => {
    const before = readRegionAndZones(call.ctx);
    const input = {
      region: body.text("name") ?? before.region,
      zones: (body.list("zones") as string[] | undefined) ?? before.zones,
    };
    body.finish();
    return updateRegion(call.ctx, input);
  });
  return ok(regionBody(region));
}
