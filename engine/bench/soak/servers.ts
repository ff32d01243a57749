import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A server that says what it got: the request's URL and a digest of its body; `/bytes/n` answers n bytes. */
export class SoakServer {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  port = 0;

  constructor(readonly id: string) {}

  async start(): Promise<void> {
    const server = createServer({ keepAliveTimeout: 6000 }, (request, response) => {
      const hash = createHash("sha1");
      request.on("data", (bytes: Buffer) => hash.update(bytes));
      request.on("end", () => {
        const large = /^\/bytes\/(\d+)/.exec(request.url ?? "");
        response.setHeader("X-Url", request.url ?? "");
        if (large !== null) response.end(Buffer.alloc(Number(large[1]), 0x61));
        else response.end(`${request.url} ${hash.digest("hex")}`);
      });
    });
    server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
    server.on("upgrade", (_request, socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
      socket.on("error", () => undefined);
      socket.on("data", (bytes: Buffer) => socket.write(bytes));
      socket.on("end", () => socket.end());
    });
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Dies at once: nothing is answered and every connection breaks. */
  async kill(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise<void>((resolve) => server?.close(() => resolve()));
    for (const socket of this.sockets) socket.resetAndDestroy();
    await closed;
  }

  get isUp(): boolean {
    return this.server !== null;
  }
}
