import { ServiceError } from "@/lib/services/errors";
import type { ApiRequest } from "../api-route";
import { type Body, readBody } from "../body";
import { type Item, listBody } from "../list";
import { faultOf } from "../service-fault";

/** One matched request: who asks, and the ids of its path. */
export interface ApiCall extends ApiRequest {
  /** Id at a place of the path, from 0. */
  id(place?: number): string;
}

/** Reads the request's object, runs the work, and names refused fields as the API calls them. */
export async function withBody<Result>(
  call: ApiCall,
  root: string,
  names: Record<string, string>,
  work: (body: Body) => Result | Promise<Result>,
): Promise<Result> {
  const body = await readBody(call.request, root);
  try {
    return await work(body);
  } catch (error) {
    throw error instanceof ServiceError ? faultOf(error, { names, body: body.raw }) : error;
  }
}

export function ok(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

/** The page of a list that the query asks for. */
export function listed({ url, request }: ApiCall, key: string, items: readonly Item[]): Response {
  return ok(listBody(url, request.headers.get("host"), key, items));
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}
