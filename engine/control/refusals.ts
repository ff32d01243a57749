import type { ObjectError } from "@/lib/wire/messages";
import type { SocketFailure } from "@/engine/workers/listen-plan";

/** What does not run, from its three sources: the plan, the operating system, the sample servers. */
export class Refusals {
  private plan: readonly ObjectError[] = [];
  private sockets = new Map<string, SocketFailure>();
  private demo: readonly ObjectError[] = [];

  /** All of them, the plan's first. */
  get errors(): ObjectError[] {
    return [...this.plan, ...[...this.sockets.values()].map(socketError), ...this.demo];
  }

  /** Could trying again help? */
  get areRetryable(): boolean {
    return this.sockets.size > 0 || this.demo.length > 0;
  }

  set(plan: readonly ObjectError[], sockets: readonly SocketFailure[], demo: readonly ObjectError[]): void {
    this.plan = plan;
    this.retried(sockets, demo);
  }

  retried(sockets: readonly SocketFailure[], demo: readonly ObjectError[]): void {
    this.sockets = new Map(sockets.map((failure) => [failure.key, failure]));
    this.demo = demo;
  }

  addSocket(failure: SocketFailure): void {
    this.sockets.set(failure.key, failure);
  }
}

function socketError({ listenerId, address, port, code, message }: SocketFailure): ObjectError {
  return {
    object: { type: "listener", id: listenerId },
    field: code === "EADDRNOTAVAIL" ? "address" : "port",
    code,
    message: `${address}:${port}: ${message}`,
  };
}
