import "server-only";
import { ServiceError } from "@/lib/services/errors";
import { audited, recordTrace } from "@/lib/services/mutation";
import { getAuth } from "./auth";
import { visitorContext } from "./context";
import { LockOut } from "./lock-out";
import { peerOf } from "./peer";

const largestBody = 4096;
const holder = globalThis as { evenkeelLockOut?: LockOut };

/** Signs in by name and password: who fails again and again from one address waits, and each attempt is an event. */
export async function handleSignIn(request: Request): Promise<Response> {
  const text = await request.text();
  if (text.length > largestBody) return refused(413, "TOO_LARGE", {});
  const name = nameIn(text);
  const key = `${name} ${peerOf(request.headers)}`;
  const lockOut = (holder.evenkeelLockOut ??= new LockOut());
  const waitS = lockOut.waitS(key);
  if (waitS > 0) return refused(429, "TOO_MANY_ATTEMPTS", { "retry-after": String(waitS) });
  const { url, headers } = request;
  const given = await getAuth().handler(new Request(url, { method: "POST", headers, body: text }));
  if (given.status === 429) return given;
  // Who is disabled gets no session: the answer does not tell whether the password was right.
  const response = given.status === 500 ? refused(401, "INVALID_USERNAME_OR_PASSWORD", {}) : given;
  const answer = (await response
    .clone()
    .json()
    .catch(() => null)) as { user?: { id?: string } } | null;
  const id = response.ok ? (answer?.user?.id ?? "") : "";
  const ctx = visitorContext({ id, name, role: "observer", projectId: null }, headers);
  if (response.ok) {
    lockOut.succeeded(key);
    recordTrace(ctx, { event: "sign in", resource: { type: "user", id, name } });
  } else {
    lockOut.failed(key);
    noteFailure(ctx, name);
  }
  return response;
}

function noteFailure(ctx: ReturnType<typeof visitorContext>, name: string): void {
  try {
    audited(ctx, { event: "sign in", type: "user", input: { name } }, () => {
      throw new ServiceError("unauthenticated");
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

/** As the user's name is stored; what is no name counts as one. */
function nameIn(text: string): string {
  try {
    const { username } = JSON.parse(text) as { username?: unknown };
    return typeof username === "string" ? username.trim().toLowerCase().slice(0, 64) : "";
  } catch {
    return "";
  }
}

function refused(status: number, code: string, headers: Record<string, string>): Response {
  return Response.json({ code, message: "Sign-in was refused." }, { status, headers });
}
