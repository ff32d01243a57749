import type { Context } from "@/lib/services/context";
import { requireProject } from "@/lib/services/context";
import { type FaultWords, handleApi } from "../api-route";
import { isObject, readJson } from "../body";
import { Fault } from "../fault";
import * as alarms from "./alarms";
import * as content from "./log-content";
import * as groups from "./log-groups";
import * as tanks from "./log-tanks";
import { batchQueryRoute, queryMetricRoute } from "./metric-data";
import { listMetricsRoute } from "./metric-list";
import { listTracesRoute } from "./traces";
import { cesWords, ctsWords, elbWords, ltsWords } from "./words";

/** One request under a project. */
export interface ProjectCall {
  ctx: Context;
  url: URL;
  request: Request;
  projectId: string;
  /** Those of the path, in order. */
  ids: string[];
  json: () => Promise<Record<string, unknown>>;
}

type Handler = (call: ProjectCall) => Response | Promise<Response>;
type Routes = [method: string, path: string, handler: Handler][];

const ltsRoutes: Routes = [
  ["GET", "", groups.listGroupsRoute],
  ["POST", "", groups.createGroupRoute],
  ["POST", "*", groups.updateGroupRoute],
  ["DELETE", "*", groups.deleteGroupRoute],
  ["GET", "*/streams", groups.listStreamsRoute],
  ["POST", "*/streams", groups.createStreamRoute],
  ["DELETE", "*/streams/*", groups.deleteStreamRoute],
  ["POST", "*/streams/*/content/query", content.queryContentRoute],
];

const tankRoutes: Routes = [
  ["GET", "", tanks.listTanksRoute],
  ["POST", "", tanks.createTankRoute],
  ["GET", "*", tanks.getTankRoute],
  ["PUT", "*", tanks.updateTankRoute],
  ["DELETE", "*", tanks.deleteTankRoute],
];

const traceRoutes: Routes = [["GET", "", listTracesRoute]];

const eyeRoutes: Routes = [
  ["GET", "metrics", listMetricsRoute],
  ["GET", "metric-data", queryMetricRoute],
  ["POST", "batch-query-metric-data", batchQueryRoute],
  ["GET", "alarms", alarms.listAlarmsRoute],
  ["POST", "alarms", alarms.createAlarmRoute],
  ["GET", "alarms/*", alarms.getAlarmRoute],
  ["PUT", "alarms/*", alarms.updateAlarmRoute],
  ["PUT", "alarms/*/action", alarms.switchAlarmRoute],
  ["DELETE", "alarms/*", alarms.deleteAlarmRoute],
];

/** Every route under a project, by the path before its own. */
export const routesUnderProject: Readonly<Record<string, Routes>> = {
  "V1.0/{project}": eyeRoutes,
  "v2/{project}/groups": ltsRoutes,
  "v3/{project}/elb/logtanks": tankRoutes,
  "v3/{project}/traces": traceRoutes,
};

/** `/V1.0/{project}/…`, Cloud Eye. */
export function routeCloudEye(request: Request, projectId: string, path: readonly string[]): Promise<Response> {
  return route(request, projectId, path, eyeRoutes, cesWords);
}

/** `/v2/{project}/groups/…`. */
export function routeLogGroups(request: Request, projectId: string, path: readonly string[]): Promise<Response> {
  return route(request, projectId, path, ltsRoutes, ltsWords);
}

/** `/v3/{project}/elb/logtanks/…`. */
export function routeLogTanks(request: Request, projectId: string, path: readonly string[]): Promise<Response> {
  return route(request, projectId, path, tankRoutes, elbWords);
}

/** `/v3/{project}/traces`. */
export function routeTraces(request: Request, projectId: string): Promise<Response> {
  return route(request, projectId, [], traceRoutes, ctsWords);
}

function route(
  request: Request,
  projectId: string,
  path: readonly string[],
  routes: Routes,
  words: FaultWords,
): Promise<Response> {
  const work = ({ ctx, url }: { ctx: Context; url: URL }) => {
    requireProject(ctx, projectId);
    const found = routes.flatMap(([method, pattern, handler]) => {
      const ids = matchPath(pattern, path);
      return ids === null ? [] : [{ method, ids, handler }];
    });
    if (found.length === 0) throw new Fault(404, "The resource could not be found.");
    const one = found.find(({ method }) => method === request.method);
    if (one === undefined) throw new Fault(405, "The method is not allowed for this resource.");
    const json = async () => {
      const body = await readJson(request);
      if (!isObject(body)) throw new Fault(400, "The request body must be a JSON object.");
      return body;
    };
    return one.handler({ ctx, url, request, projectId, ids: one.ids, json });
  };
  return handleApi(request, work, words);
}

function matchPath(pattern: string, parts: readonly string[]): string[] | null {
  const wanted = pattern === "" ? [] : pattern.split("/");
  if (wanted.length !== parts.length) return null;
  if (!parts.every((part, index) => wanted[index] === "*" || wanted[index] === part)) return null;
  return parts.filter((_, index) => wanted[index] === "*");
}
