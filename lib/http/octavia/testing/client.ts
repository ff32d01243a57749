import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { bootstrapAuth } from "@/lib/auth/bootstrap";
import { routeOctavia } from "../routes";

export type Fields = Record<string, unknown>;

/** Opens a fresh installation for this process; gives the id of its subnet. Call it once a test file. */
export async function startInstallation(): Promise<string> {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-"));
  process.env.EVENKEEL_ADMIN_PASSWORD = "correct horse";
  process.env.EVENKEEL_API_TOKEN = "secret-token";
  await bootstrapAuth(() => {});
  const { body } = await call("GET", "subnets");
  return (body.subnets as { id: string }[])[0]?.id ?? "";
}

/** One request of an administrator's token to the API. */
export async function call(method: string, target: string, body?: unknown, headers: Record<string, string> = {}) {
  const url = new URL(`http://127.0.0.1:3000/api/v2.0/${target}`);
  const request = new Request(url, {
    method,
    headers: { "x-auth-token": "secret-token", host: "127.0.0.1:3000", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await routeOctavia(request, url.pathname.slice("/api/v2.0/".length).split("/"));
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === "" ? null : JSON.parse(text)) as Fields,
  };
}

/** Creates an object by the API and gives its fields; fails where the API refuses. */
export async function create(kind: string, fields: Record<string, unknown>, under = `lbaas/${kind}s`): Promise<Fields> {
  const answer = await call("POST", under, { [kind]: fields });
  expect(answer.body).not.toHaveProperty("faultstring");
  expect(answer.status).toBe(201);
  return answer.body[kind] as Fields;
}
