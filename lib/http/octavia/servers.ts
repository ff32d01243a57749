import type { ServerView } from "@/lib/model/server";
import { createServer } from "@/lib/services/server/create";
import { deleteServers } from "@/lib/services/server/delete";
import { getServer, listServers } from "@/lib/services/server/list";
import { updateServer } from "@/lib/services/server/update";
import { listBody } from "../list";
import { type ApiCall, noContent, ok, withBody } from "./api-call";
import { time } from "./status";
import { readTags, tagTexts } from "./tags";

/* The inventory of backend servers (BS-06), an extension in Octavia's manner. */

const names = { name: "name", address: "address", zone: "availability_zone", tags: "tags", projectId: "project_id" };

function serverBody(view: ServerView) {
  return {
    id: view.id,
    name: view.name,
    address: view.address,
    availability_zone: view.zone === "" ? null : view.zone,
    members: view.uses.map(({ memberId, port, pool }) => ({ id: memberId, pool_id: pool.id, protocol_port: port })),
    project_id: view.projectId,
    tenant_id: view.projectId,
    created_at: time(view.createdAt),
    updated_at: view.updatedAt === null ? null : time(view.updatedAt),
    tags: tagTexts(view.tags),
  };
}

export async function createServerRoute(call: ApiCall): Promise<Response> {
  const server = await withBody(call, "server", names, (body) => {
    body.need("name");
    body.need("address");
    const input = {
      name: body.text("name") as string,
      address: body.text("address") as string,
      zone: body.text("availability_zone"),
      tags: readTags(body),
      projectId: body.text("project_id") ?? body.text("tenant_id"),
    };
    body.ignore("tenant_id");
    body.finish();
    return createServer(call.ctx, input);
  });
  return ok({ server: serverBody(getServer(call.ctx, server.id)) }, 201);
}

export async function updateServerRoute(call: ApiCall): Promise<Response> {
  const id = call.id();
  await withBody(call, "server", names, (body) => {
    body.fixed("project_id", "tenant_id");
    const input = {
      id,
      name: body.text("name"),
      address: body.text("address"),
      zone: body.has("availability_zone") ? (body.text("availability_zone") ?? "") : undefined,
      tags: body.has("tags") ? (readTags(body) ?? []) : undefined,
    };
    body.finish();
    updateServer(call.ctx, input);
  });
  return ok({ server: serverBody(getServer(call.ctx, id)) });
}

export function listServersRoute({ ctx, url, request }: ApiCall): Response {
  return ok(listBody(url, request.headers.get("host"), "servers", listServers(ctx).map(serverBody)));
}

export function getServerRoute(call: ApiCall): Response {
  return ok({ server: serverBody(getServer(call.ctx, call.id())) });
}

export function deleteServerRoute(call: ApiCall): Response {
  deleteServers(call.ctx, { ids: [call.id()] });
  return noContent();
}
