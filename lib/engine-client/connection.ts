import { connect, type Socket } from "node:net";
import { encodeFrame, FrameDecoder } from "@/lib/wire/frame";
import { EnginePush, EngineReply, type EngineRequestBody } from "@/lib/wire/messages";

const requestTimeoutMs = 10_000;

interface Waiting {
  take: ((result: unknown) => void) | undefined;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

export class EngineRefusal extends Error {
  override readonly name = "EngineRefusal";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Handlers {
  onOpen(): void;
  onPush(push: EnginePush): void;
  /** Once, however the connection ends. */
  onClose(reason: string): void;
}

/** One connection to the engine's socket; it is used once and never reconnects. */
export class EngineConnection {
  private readonly socket: Socket;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private closed = false;

  constructor(
    path: string,
    private readonly handlers: Handlers,
  ) {
    const decoder = new FrameDecoder((message) => this.receive(message));
    this.socket = connect(path);
    this.socket.on("connect", () => handlers.onOpen());
    this.socket.on("data", (chunk) => {
      try {
        decoder.push(chunk);
      } catch (error) {
        this.close(String(error));
      }
    });
    this.socket.on("error", (error: NodeJS.ErrnoException) => this.close(error.code ?? error.message));
    this.socket.on("close", () => this.close("closed"));
  }

  /**
   * Sends a request; rejects when the engine refuses it, does not answer in time, or goes away. `take` gets the result
   * before anything that the engine sent after it: whoever awaits may get it later.
   */
  request(body: EngineRequestBody, take?: (result: unknown) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error("closed"));
      const id = this.nextId++;
      const timer = setTimeout(() => this.close("timeout"), requestTimeoutMs);
      timer.unref();
      this.waiting.set(id, { take, resolve, reject, timer });
      this.socket.write(encodeFrame({ ...body, id }));
    });
  }

  close(reason: string): void {
    if (this.closed) return;
    this.closed = true;
    this.socket.destroy();
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    this.waiting.clear();
    this.handlers.onClose(reason);
  }

  private receive(message: unknown): void {
    if (this.closed) return;
    const reply = EngineReply.safeParse(message);
    if (reply.success) return this.settle(reply.data);
    const push = EnginePush.safeParse(message);
    // A push of a newer protocol is not ours to understand.
    if (push.success) this.handlers.onPush(push.data);
  }

  private settle(reply: EngineReply): void {
    const waiting = this.waiting.get(reply.id);
    if (waiting === undefined) return;
    this.waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    if (reply.ok) {
      try {
        waiting.take?.(reply.result);
        waiting.resolve(reply.result);
      } catch (error) {
        waiting.reject(error instanceof Error ? error : new Error(String(error)));
      }
    } else waiting.reject(new EngineRefusal(reply.error.code, reply.error.message));
  }
}
