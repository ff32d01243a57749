import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { encodeFrame, FrameDecoder } from "@/lib/wire/frame";
import {
  ApplyResult,
  EnginePush,
  EngineReply,
  type EngineRequestBody,
  EngineState,
  type MemberState,
} from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";
import { eventually } from "@/engine/sys/testing/eventually";

type PushOf<K extends EnginePush["push"]> = Extract<EnginePush, { push: K }>;

/** A console on the control socket, as tests need it: requests, and every push it got. */
export class TestConsole {
  readonly pushes: EnginePush[] = [];
  private readonly waiting = new Map<number, { resolve(reply: EngineReply): void; reject(error: Error): void }>();
  private nextId = 1;
  private readonly decoder = new FrameDecoder((message) => this.receive(message));

  private constructor(readonly socket: Socket) {
    socket.on("data", (chunk) => this.decoder.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      for (const waiting of this.waiting.values()) waiting.reject(new Error("the engine closed the connection"));
    });
  }

  /** Connects as soon as the engine listens. */
  static async connect(path: string): Promise<TestConsole> {
    return eventually(`a console connects to ${path}`, async () => {
      const socket = createConnection(path);
      await once(socket, "connect");
      return new TestConsole(socket);
    });
  }

  reply(body: EngineRequestBody): Promise<EngineReply> {
    const id = this.nextId++;
    this.socket.write(encodeFrame({ ...body, id }));
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  async request(body: EngineRequestBody): Promise<unknown> {
    const reply = await this.reply(body);
    if (reply.ok) return reply.result;
    throw new Error(`${reply.error.code}: ${reply.error.message}`);
  }

  async apply(snapshot: Snapshot): Promise<ApplyResult> {
    return ApplyResult.parse(await this.request({ type: "apply", snapshot }));
  }

  async state(): Promise<EngineState> {
    return EngineState.parse(await this.request({ type: "state" }));
  }

  async memberHealth(memberId: string): Promise<MemberState["health"] | undefined> {
    return (await this.state()).members.find((member) => member.memberId === memberId)?.health;
  }

  pushed<K extends EnginePush["push"]>(kind: K): PushOf<K>[] {
    return this.pushes.filter((push): push is PushOf<K> => push.push === kind);
  }

  close(): void {
    this.socket.destroy();
  }

  private receive(message: unknown): void {
    const push = EnginePush.safeParse(message);
    if (push.success) {
      this.pushes.push(push.data);
      return;
    }
    const reply = EngineReply.parse(message);
    this.waiting.get(reply.id)?.resolve(reply);
    this.waiting.delete(reply.id);
  }
}
