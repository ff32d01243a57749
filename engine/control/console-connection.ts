import type { Socket } from "node:net";
import type { Logger } from "pino";
import { encodeFrame, FrameDecoder, FrameError } from "@/lib/wire/frame";
import type { EngineMessage } from "@/lib/wire/messages";
import type { Engine } from "./engine";
import { answer } from "./requests";
import { type Outlet, Subscription } from "./subscription";

/** One console on the control socket. */
export class ConsoleConnection implements Outlet {
  readonly subscription: Subscription;
  private readonly decoder: FrameDecoder;

  constructor(
    private readonly socket: Socket,
    private readonly engine: Engine,
    private readonly shutdown: () => void,
    private readonly log: Logger,
  ) {
    this.subscription = new Subscription(this, engine);
    this.decoder = new FrameDecoder((message) => void this.receive(message));
    socket.on("data", (chunk) => this.read(chunk));
    socket.on("drain", () => this.subscription.pump());
    socket.on("error", () => {});
    socket.on("close", () => this.subscription.end());
  }

  get waitingBytes(): number {
    return this.socket.writableLength;
  }

  send(message: EngineMessage): void {
    if (this.socket.writable) this.socket.write(encodeFrame(message));
  }

  cut(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    try {
      this.decoder.push(chunk);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.log.warn({ error: error.message }, "a console sent something that is no frame");
      this.cut();
    }
  }

  private async receive(message: unknown): Promise<void> {
    const { engine, subscription, shutdown } = this;
    this.send(await answer(message, { engine, subscription, shutdown }));
  }
}
