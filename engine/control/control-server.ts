import { chmodSync, unlinkSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import type { Logger } from "pino";
import { ConsoleConnection } from "./console-connection";
import { DirectoryInUse } from "./data-directory";
import type { Engine } from "./engine";

/** The control socket: consoles connect, ask, subscribe. */
export class ControlServer {
  private readonly consoles = new Set<ConsoleConnection>();
  private readonly server: Server;

  constructor(
    private readonly path: string,
    private readonly engine: Engine,
    shutdown: () => void,
    log: Logger,
  ) {
    this.server = createServer((socket) => {
      const connection = new ConsoleConnection(socket, engine, shutdown, log);
      this.consoles.add(connection);
      socket.on("close", () => this.consoles.delete(connection));
    });
  }

  /**
   * Listens with mode 0600, in a directory that is 0700 already. A socket file that a dead engine left is removed;
   * throws {@link DirectoryInUse} when somebody answers on it.
   */
  async listen(): Promise<void> {
    if (await isAnswered(this.path)) throw new DirectoryInUse(`another engine already answers on ${this.path}`);
    removeSocket(this.path);
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(this.path, () => resolve());
    });
    chmodSync(this.path, 0o600);
    this.engine.onPush = (push) => {
      for (const { subscription } of this.consoles) subscription.push(push);
    };
    this.engine.onPoint = () => {
      for (const { subscription } of this.consoles) subscription.pump();
    };
  }

  close(): void {
    this.server.close();
    for (const connection of this.consoles) connection.cut();
    removeSocket(this.path);
  }
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function removeSocket(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
