import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { ServiceError } from "@/lib/services/errors";
import { bootstrapAuth } from "./bootstrap";
import { installPeerHeader, isLocalVisitor, peerHeader, peerOf } from "./peer";
import { completeSetup, readSetupState } from "./setup";

const printed: string[] = [];
const password = "correct horse";
const local = new Headers({ host: "localhost:3000" });
const remote = new Headers({ host: "192.168.1.5:3000" });

beforeAll(async () => {
  process.env.EVENKEEL_DATA = mkdtempSync(path.join(tmpdir(), "evenkeel-"));
  delete process.env.EVENKEEL_ADMIN_PASSWORD;
  delete process.env.EVENKEEL_API_TOKEN;
  await bootstrapAuth((line) => printed.push(line));
});

async function refusal(headers: Headers, input: { password: string; code?: string }): Promise<string> {
  const error: unknown = await completeSetup(headers, input).catch((reason: unknown) => reason);
  return error instanceof ServiceError ? `${error.fields[0]?.path ?? ""} ${error.ruleKey}` : "accepted";
}

test("visitors of this host need no code, others the printed one", () => {
  expect(readSetupState(local)).toEqual({ needed: true, needsCode: false });
  expect(readSetupState(remote)).toEqual({ needed: true, needsCode: true });
});

test("a name that points at this host, or a proxy that speaks for somebody else, is not local", () => {
  expect(isLocalVisitor(new Headers({ host: "evil.example:3000" }))).toBe(false);
  expect(isLocalVisitor(new Headers({ host: "localhost:3000", "x-forwarded-for": "203.0.113.9" }))).toBe(false);
  expect(isLocalVisitor(new Headers({ host: "[::1]:3000", "x-forwarded-for": "::1" }))).toBe(true);
});

test("a wrong code, a short and a long password are refused, then the first password counts", async () => {
  expect(await refusal(remote, { password, code: "AAAAAAAAAA" })).toBe("code setupCode");
  expect(await refusal(local, { password: "123456789" })).toBe("password passwordLength");
  expect(await refusal(local, { password: "x".repeat(129) })).toBe("password passwordLength");
  expect(await refusal(local, { password: 5 as never })).toBe("password required");
  const code = /: (\w+)$/.exec(printed[0] ?? "")?.[1] ?? "";
  const both = await Promise.all([refusal(remote, { password, code }), refusal(local, { password })]);
  expect(both).toEqual(["accepted", " setupDone"]);
  expect(readSetupState(remote)).toEqual({ needed: false, needsCode: false });
});

test("the peer's address is the socket's, whatever the client writes", async () => {
  const spoofed = { [peerHeader]: "203.0.113.9" };
  expect(peerOf(new Headers(spoofed))).toBe("");
  installPeerHeader();
  const server = createServer((request, response) => response.end(String(request.headers[peerHeader])));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: spoofed });
  expect(await answer.text()).toBe("127.0.0.1");
  server.close();
});
