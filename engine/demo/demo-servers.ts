import { createServer, type Server } from "node:http";
import { type ObjectError, refusalCodes } from "@/lib/wire/messages";
import type { DemoServerSpec } from "@/lib/wire/snapshot";
import { demoPage } from "./demo-page";

interface Running {
  readonly server: Server;
  readonly key: string;
}

/** The sample's backend servers, in the engine's own host. They are no part of the data path. */
export class DemoServers {
  private readonly running = new Map<string, Running>();

  /** Starts and stops servers so that exactly these run; answers those that cannot, in the system's words. */
  async sync(specs: readonly DemoServerSpec[]): Promise<ObjectError[]> {
    const wanted = new Map(specs.map((spec) => [spec.id, spec]));
    const stopped = [...this.running].filter(([id, { key }]) => {
      const spec = wanted.get(id);
      return spec === undefined || keyOf(spec) !== key;
    });
    await Promise.all(stopped.map(([id]) => this.stop(id)));
    const errors = await Promise.all([...wanted.values()].map((spec) => this.start(spec)));
    return errors.filter((error) => error !== null);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)));
  }

  private async start(spec: DemoServerSpec): Promise<ObjectError | null> {
    if (this.running.has(spec.id)) return null;
    if (!Number.isInteger(spec.port) || spec.port < 1 || spec.port > 65_535) {
      return refusal(spec, "port", refusalCodes.invalidValue, `port ${spec.port} is not within 1–65535`);
    }
    const server = createServer((request, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("x-demo-server", encodeURIComponent(spec.name));
      response.end(demoPage(spec, request));
    });
    const error = await listen(server, spec);
    if (error === null) this.running.set(spec.id, { server, key: keyOf(spec) });
    return error;
  }

  private async stop(id: string): Promise<void> {
    const server = this.running.get(id)?.server;
    if (server === undefined) return;
    this.running.delete(id);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
}

function listen(server: Server, spec: DemoServerSpec): Promise<ObjectError | null> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(refusal(spec, "port", error.code ?? "ERROR", error.message));
    });
    server.listen(spec.port, spec.address, () => {
      server.on("error", () => {});
      resolve(null);
    });
  });
}

function refusal({ id }: DemoServerSpec, field: string, code: string, message: string): ObjectError {
  return { object: { type: "demoserver", id }, field, code, message };
}

function keyOf({ name, address, port }: DemoServerSpec): string {
  return `${address} ${port} ${name}`;
}
