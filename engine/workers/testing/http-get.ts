import { Agent, get } from "node:http";

/** One request on its own connection: status and body. Rejects on any error of the connection and after `ms`. */
export function httpGet(
  { address, port }: { address: string; port: number },
  path = "/",
  ms = 3_000,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    const request = get({ host: address, port, path, agent, timeout: ms }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.on("error", reject);
    });
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("error", reject);
  });
}
