/** Something with one deadline. The wheel's fields are its own; `deadline` is read when its turn comes. */
export interface Timed {
  /** In ms of the wheel's clock; 0 is none. Written through {@link TimerWheel.set} only. */
  deadline: number;
  wheelSlot: number;
  wheelDue: number;
  wheelNext: Timed | null;
  wheelPrevious: Timed | null;
  /** The deadline has passed; it is unset. */
  onDeadline(): void;
}

/** In the chain that is being fired now. */
const turning = -2;

/**
 * All deadlines of a thread behind one interval. Moving a deadline later only writes a number: the entry is looked at
 * again when its old turn comes. Precision is one tick; nothing fires early.
 */
export class TimerWheel {
  /** Clock in ms, as of the last tick. */
  now: number;
  private readonly slots: (Timed | null)[];
  private cursor = 0;
  private readonly startedAt: number;

  /** @param now clock in ms at the start; later times come with {@link advance}. */
  constructor(
    now: number,
    readonly tickMs = 100,
    private readonly size = 512,
  ) {
    this.now = now;
    this.startedAt = now;
    this.slots = Array.from({ length: size }, () => null);
  }

  /** Fires `ms` from now, give or take one tick later; replaces the entry's former deadline. */
  set(entry: Timed, ms: number): void {
    const deadline = this.now + ms + this.tickMs;
    entry.deadline = deadline;
    if (entry.wheelSlot === turning) return;
    if (entry.wheelSlot >= 0) {
      if (entry.wheelDue <= deadline) return;
      this.unlink(entry);
    }
    this.link(entry, deadline);
  }

  /** Forgets the deadline; the entry leaves the wheel at its old turn. */
  unset(entry: Timed): void {
    entry.deadline = 0;
  }

  /** Takes the entry out at once: it may be forgotten by all. */
  remove(entry: Timed): void {
    entry.deadline = 0;
    if (entry.wheelSlot >= 0) this.unlink(entry);
  }

  /** Moves the clock and fires what is due. */
  advance(now: number): void {
    this.now = now;
    const last = Math.floor((now - this.startedAt) / this.tickMs);
    if (last - this.cursor > this.size) this.cursor = last - this.size;
    while (this.cursor < last) {
      this.cursor += 1;
      this.turn(this.cursor % this.size);
    }
  }

  private turn(slot: number): void {
    let entry = this.slots[slot] ?? null;
    this.slots[slot] = null;
    // The chain is cut first: a callback may link entries into this very slot, or remove later ones of the chain.
    let chain: Timed | null = entry;
    while (chain !== null) {
      chain.wheelSlot = turning;
      chain = chain.wheelNext;
    }
    while (entry !== null) {
      const current: Timed = entry;
      entry = current.wheelNext;
      if (entry !== null) entry.wheelPrevious = null;
      current.wheelNext = null;
      current.wheelPrevious = null;
      current.wheelSlot = -1;
      if (current.deadline === 0) continue;
      if (current.deadline <= this.now) {
        current.deadline = 0;
        current.onDeadline();
      } else this.link(current, current.deadline);
    }
  }

  private link(entry: Timed, deadline: number): void {
    const turns = Math.ceil((deadline - this.startedAt) / this.tickMs);
    const ahead = Math.min(Math.max(turns - this.cursor, 1), this.size - 1);
    const slot = (this.cursor + ahead) % this.size;
    const head = this.slots[slot] ?? null;
    entry.wheelDue = this.startedAt + (this.cursor + ahead) * this.tickMs;
    entry.wheelSlot = slot;
    entry.wheelPrevious = null;
    entry.wheelNext = head;
    if (head !== null) head.wheelPrevious = entry;
    this.slots[slot] = entry;
  }

  private unlink(entry: Timed): void {
    const { wheelNext: next, wheelPrevious: previous, wheelSlot: slot } = entry;
    if (previous === null) {
      if (this.slots[slot] === entry) this.slots[slot] = next;
    } else previous.wheelNext = next;
    if (next !== null) next.wheelPrevious = previous;
    entry.wheelNext = null;
    entry.wheelPrevious = null;
    entry.wheelSlot = -1;
  }
}
