import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";

const longestAnswer = 4096;

export interface Put {
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
  /** Says where the host's name leads. */
  lookup: LookupFunction;
  signal: AbortSignal;
}

/** Puts an object; redirections are not followed, for they would take it elsewhere. The answer is read up to 4 KiB. */
export function put({ url, headers, body, lookup, signal }: Put): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
      method: "PUT",
      headers: { ...headers, "content-length": String(body.length) },
      // Without an agent the connection ends with the answer, and no other one's is used.
      agent: false,
      lookup,
      signal,
    });
    sent.once("error", reject);
    sent.once("response", (response) => {
      let text = "";
      const done = () => {
        resolve({ status: response.statusCode ?? 0, text: text.slice(0, longestAnswer) });
        sent.destroy();
      };
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
        if (text.length >= longestAnswer) done();
      });
      response.once("end", done);
      response.once("error", reject);
    });
    sent.end(body);
  });
}
