import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Backend {
  name: string;
  address: string;
  port: number;
  /** Requests answered so far, health checks not counted. */
  requests: number;
  stop(): Promise<void>;
}

/** A real HTTP server on a free port that answers with its name; `/healthz` answers 200 and is not counted. */
export async function startBackend(name: string, address = "127.0.0.1", port = 0): Promise<Backend> {
  const backend: Backend = { name, address, port, requests: 0, stop: () => close(server) };
  const server = createServer((request, response) => {
    if (request.url !== "/healthz") backend.requests += 1;
    response.setHeader("content-type", "text/plain");
    response.setHeader("x-forwarded-for-seen", request.headers["x-forwarded-for"] ?? "");
    response.end(name);
  });
  await new Promise<void>((done, fail) => {
    server.on("error", fail);
    server.listen(port, address, done);
  });
  backend.port = (server.address() as AddressInfo).port;
  return backend;
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
