import type { TlsPlan } from "./tls-plan";

interface SharedKeys {
  readonly ticketKeys: Uint8Array;
  readonly ticketVersion: Int32Array;
}

/** One worker's copy of the keys of session tickets, which are the same in all workers. */
export class TicketKeys {
  private keys = Buffer.alloc(0);
  private version = -1;

  constructor(private readonly shared: SharedKeys) {
    this.look();
  }

  /** True: the keys have changed, and contexts must be told. */
  look(): boolean {
    const { ticketKeys, ticketVersion } = this.shared;
    const version = Atomics.load(ticketVersion, 0);
    if (version === this.version || version % 2 !== 0) return false;
    const keys = Buffer.from(ticketKeys);
    if (Atomics.load(ticketVersion, 0) !== version) return false;
    this.keys = keys;
    this.version = version;
    return true;
  }

  /** Lets sessions of a listener be resumed with what other workers, and other contexts of it, gave out. */
  use(plan: TlsPlan | null): void {
    if (plan === null || this.keys.length === 0) return;
    for (const context of plan.contexts) context.setTicketKeys(this.keys);
  }
}
