import type { Snapshot } from "@/lib/wire/snapshot";
import { writeLastGood } from "./last-good";

/**
 * Writes what runs to the last-good file, one after the other and the newest alone. Nobody waits for it: a slow disk
 * must not hold up the next change.
 */
export class LastGoodKeeper {
  private next: Snapshot | null = null;
  private writing: Promise<void> | null = null;

  /** @param onDone told after each attempt why it failed; null: it is written. */
  constructor(
    private readonly path: string,
    private readonly onDone: (reason: string | null) => void,
  ) {}

  keep(snapshot: Snapshot): void {
    this.next = snapshot;
    this.writing ??= this.write();
  }

  /** Everything that was given is written, or could not be. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    while (this.next !== null) {
      const snapshot = this.next;
      this.next = null;
      try {
        await writeLastGood(this.path, snapshot);
        this.onDone(null);
      } catch (error) {
        this.onDone(String(error));
      }
    }
    this.writing = null;
  }
}
