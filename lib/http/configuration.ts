import { describeError } from "@/lib/actions/run";
import { configurationFile } from "@/lib/model/configuration";
import {
  confirmConfiguration,
  pendingConfirmation,
  undoConfiguration,
} from "@/lib/services/configuration/confirmation";
import { exportConfiguration } from "@/lib/services/configuration/export";
import { listGenerations, readGeneration } from "@/lib/services/configuration/history";
import { importConfiguration, previewImport } from "@/lib/services/configuration/import";
import { previewRestore, restoreGeneration } from "@/lib/services/configuration/restore";
import { ServiceError } from "@/lib/services/errors";
import { type ApiRequest, handleApi } from "./api-route";
import { isObject, readJson, readText } from "./body";
import { Fault, faultBody } from "./fault";
import { textOf } from "./text-of";

const maxFileBytes = 16 * 1024 * 1024;

/** `/api/v1/configuration/...`: history, restore, export and import of the whole configuration. */
export function routeConfiguration(request: Request, path: readonly string[]): Promise<Response> {
  return handleApi(request, (api) => answer(api, request.method, path), words);
}

/** As everywhere, and beside it what the console's own pages read: code, rule, and every refused field. */
function words(status: number, text: string, requestId: string, error: unknown): object {
  if (!(error instanceof ServiceError)) return faultBody(status, text);
  return { ...faultBody(status, text), error: describeError(error, requestId) };
}

async function answer(api: ApiRequest, method: string, path: readonly string[]): Promise<Response> {
  const { ctx, request, url } = api;
  const [first = "", second = "", third = ""] = path;
  switch (`${method} ${[first, second === "" ? "" : ":n", third].filter(Boolean).join("/")}`) {
    case "GET ":
      return yaml(exportConfiguration(ctx));
    case "POST export": {
      const body = await readJson(request);
      return yaml(exportConfiguration(ctx, { passphrase: isObject(body) ? textOf(body.passphrase ?? "") : "" }));
    }
    case "POST import": {
      const input = {
        text: await readText(request, maxFileBytes),
        passphrase: decoded(request.headers.get("x-passphrase")),
        confirmWithin: minutes(url),
      };
      return Response.json(isDry(url) ? { diff: previewImport(ctx, input) } : importConfiguration(ctx, input));
    }
    case "GET generations": {
      const [page, pageSize] = ["page", "page_size"].map((name) => number(url, name));
      return Response.json(listGenerations(ctx, { page, pageSize, text: url.searchParams.get("q") ?? undefined }));
    }
    case "GET generations/:n":
      return Response.json({ diff: readGeneration(ctx, { generation: generationOf(second) }) });
    case "POST generations/:n/restore": {
      const generation = generationOf(second);
      if (isDry(url)) return Response.json({ diff: previewRestore(ctx, { generation }) });
      return Response.json(restoreGeneration(ctx, { generation, confirmWithin: minutes(url) }));
    }
    case "GET confirmation":
      return Response.json({ pending: pendingConfirmation(ctx) });
    case "POST confirmation":
      confirmConfiguration(ctx);
      return new Response(null, { status: 204 });
    case "DELETE confirmation":
      undoConfiguration(ctx);
      return new Response(null, { status: 204 });
    default:
      throw new Fault(404, "There is no such resource.");
  }
}

function yaml(text: string): Response {
  const stamp = new Date().toISOString().slice(0, 16).replace(/[-:]/g, "");
  return new Response(text, {
    headers: {
      "Content-Type": "application/yaml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${configurationFile(stamp)}"`,
    },
  });
}

function isDry(url: URL): boolean {
  return url.searchParams.get("dry_run") === "true";
}

function minutes(url: URL): number | null {
  return number(url, "confirm_within") ?? null;
}

function number(url: URL, name: string): number | undefined {
  const value = url.searchParams.get(name);
  return value === null ? undefined : Number(value);
}

function generationOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Fault(404, "There is no such generation.");
  return Number(text);
}

/** Headers are Latin-1: a passphrase comes percent-encoded. */
function decoded(header: string | null): string {
  try {
    return decodeURIComponent(header ?? "");
  } catch {
    throw new Fault(400, "Invalid input for header X-Passphrase. Percent-encode it.");
  }
}
