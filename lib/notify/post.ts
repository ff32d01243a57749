import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { resolveTarget, SendError, sendFailure } from "./address";

export const deadlineMs = 10_000;
const longestAnswer = 16 * 1024;

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Answer {
  status: number;
  text: string;
}

/**
 * Posts JSON to the one address that the name was resolved and checked to. Redirections are not followed; the answer is
 * read up to 16 KB, all within ten seconds.
 * @throws {SendError}
 */
export async function post({ url, headers, body }: Post, allowLocal: boolean): Promise<Answer> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[(.*)\]$/, "$1");
  const signal = AbortSignal.timeout(deadlineMs);
  const address = await Promise.race([resolveTarget(host, allowLocal), ended(signal)]);
  const secure = target.protocol === "https:";
  return new Promise<Answer>((resolve, reject) => {
    const sent = (secure ? requestHttps : requestHttp)({
      method: "POST",
      host: address,
      port: target.port === "" ? (secure ? 443 : 80) : Number(target.port),
      path: `${target.pathname}${target.search}`,
      headers: {
        ...headers,
        host: target.host,
        "content-type": "application/json; charset=utf-8",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "evenkeel",
      },
      // Without an agent the connection ends with the answer.
      agent: false,
      signal,
      ...(secure && isIP(host) === 0 ? { servername: host } : {}),
    });
    const fail = (error: NodeJS.ErrnoException) =>
      reject(signal.aborted ? sendFailure("TIMEOUT") : new SendError(error.code ?? error.message));
    sent.once("error", fail);
    sent.once("response", (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      const done = () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8", 0, longestAnswer) });
        sent.destroy();
      };
      response.on("data", (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length >= longestAnswer) done();
      });
      response.once("end", done);
      response.once("error", fail);
    });
    sent.end(body);
  });
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(sendFailure("TIMEOUT")), { once: true });
  });
}
