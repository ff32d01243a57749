import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { encodeFrame, FrameDecoder } from "@/lib/wire/frame";
import type { EnginePush, EngineRequest, EngineState, ObjectError } from "@/lib/wire/messages";
import type { Snapshot } from "@/lib/wire/snapshot";

/** An engine that runs whatever it is given, for tests of the console's end. */
export class FakeEngine {
  readonly requests: EngineRequest[] = [];
  applied: Snapshot | null = null;
  errors: ObjectError[] = [];
  /** Refuses every apply with this message. */
  refusal: string | null = null;
  /** Comes right behind the next state, in the same write. */
  behindState: EnginePush | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(readonly path: string) {
    this.server = createServer((socket) => this.accept(socket));
  }

  start(): Promise<void> {
    rmSync(this.path, { force: true });
    return new Promise((resolve) => this.server.listen(this.path, resolve));
  }

  /** Goes away as a killed process does. */
  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  push(push: EnginePush): void {
    for (const socket of this.sockets) socket.write(encodeFrame(push));
  }

  received(type: EngineRequest["type"]): number {
    return this.requests.filter((request) => request.type === type).length;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("error", () => {});
    const decoder = new FrameDecoder((message) => {
      const request = message as EngineRequest;
      this.requests.push(request);
      const answer = encodeFrame({ id: request.id, ...this.answer(request) });
      const behind = request.type === "state" ? this.behindState : null;
      if (behind !== null) this.behindState = null;
      socket.write(behind === null ? answer : Buffer.concat([answer, encodeFrame(behind)]));
    });
    socket.on("data", (chunk) => decoder.push(chunk));
  }

  private answer(request: EngineRequest) {
    if (request.type === "state") return { ok: true, result: this.state() };
    if (request.type !== "apply") return { ok: true, result: null };
    if (this.refusal !== null) return { ok: false, error: { code: "REFUSED", message: this.refusal } };
    this.applied = request.snapshot;
    const { generation } = request.snapshot;
    return { ok: true, result: { generation, running: generation, warnings: [], errors: this.errors } };
  }

  private state(): EngineState {
    const running = this.applied?.generation ?? 0;
    const none = { accessLogs: [], draining: [], skippedChecks: 0, notices: [], warnings: [], members: [] };
    const process = { pid: 1, epoch: "e", startedAt: 0, version: "test", workers: 1, appliedAt: 0, applyMs: 0 };
    return { ...process, ...none, generation: running, running, errors: this.errors };
  }
}
