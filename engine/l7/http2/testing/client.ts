import { type ClientHttp2Session, type ClientSessionOptions, connect, type OutgoingHttpHeaders } from "node:http2";
import { afterEach } from "vitest";
import { deadline } from "@/engine/testing/deadline";

const sessions: ClientHttp2Session[] = [];

afterEach(() => {
  for (const session of sessions.splice(0)) session.destroy();
});

/** Node's own client of HTTP/2; it is closed after the test. */
export function openSession(port: number, options: ClientSessionOptions = {}): ClientHttp2Session {
  const session = connect(`https://127.0.0.1:${port}`, {
    rejectUnauthorized: false,
    ...options,
  } as ClientSessionOptions);
  session.on("error", () => undefined);
  sessions.push(session);
  return session;
}

export interface Http2Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  /** Code of the reset, 0: it ended in good order. */
  code: number;
}

/** One request and its answer; `body` is sent at once. */
export function ask(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  body: string | Buffer | null = null,
): Promise<Http2Answer> {
  const stream = session.request(headers, { endStream: body === null });
  const parts: Buffer[] = [];
  let answer: Record<string, string | string[] | undefined> = {};
  stream.on("response", (given) => {
    answer = given;
  });
  stream.on("data", (part: Buffer) => parts.push(part));
  if (body !== null) stream.end(body);
  const done = new Promise<Http2Answer>((resolve) => {
    stream.on("error", () => undefined);
    stream.on("close", () => {
      const code = stream.rstCode;
      resolve({ status: Number(answer[":status"] ?? 0), headers: answer, body: Buffer.concat(parts), code });
    });
  });
  return deadline(done, `the answer of ${headers[":path"]?.toString() ?? "/"}`, 10_000);
}
