import type { Flow } from "./flow";

/** Flows in the order of their last use; every operation takes the same short time. */
export class FlowOrder {
  oldest: Flow | null = null;
  private newest: Flow | null = null;

  /** It is used now: a new flow, or one of them. */
  touch(flow: Flow): void {
    if (this.newest === flow) return;
    this.remove(flow);
    flow.older = this.newest;
    if (this.newest === null) this.oldest = flow;
    else this.newest.newer = flow;
    this.newest = flow;
  }

  /** Takes it out, if it is there. */
  remove(flow: Flow): void {
    const { older, newer } = flow;
    if (older !== null) older.newer = newer;
    else if (this.oldest === flow) this.oldest = newer;
    if (newer !== null) newer.older = older;
    else if (this.newest === flow) this.newest = older;
    flow.older = null;
    flow.newer = null;
  }
}
