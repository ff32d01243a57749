/**
 * Rows of one kind of object in shared memory. An object keeps its row for its life; the row of one that went away
 * rests, so that what its last connections still count is not taken for another's, until {@link reclaim}.
 */
export class RowAllocator {
  private readonly rows = new Map<string, number>();
  private readonly resting = new Map<string, { row: number; since: number }>();
  private readonly free: number[] = [];
  private next = 0;

  constructor(private readonly capacity: number) {}

  /**
   * Gives every id its row; ids that no longer appear begin to rest at `now` (ms). Ids beyond the capacity are missing
   * from the answer.
   */
  assign(ids: Iterable<string>, now: number): Record<string, number> {
    const wanted = new Set(ids);
    for (const [id, row] of this.rows) {
      if (wanted.has(id)) continue;
      this.rows.delete(id);
      this.resting.set(id, { row, since: now });
    }
    const assigned: Record<string, number> = {};
    for (const id of wanted) {
      const row = this.rows.get(id) ?? this.take(id);
      if (row === null) continue;
      this.rows.set(id, row);
      assigned[id] = row;
    }
    return assigned;
  }

  /** The rows that `assign` would give, without giving them. */
  preview(ids: Iterable<string>): Record<string, number> {
    const copy = new RowAllocator(this.capacity);
    for (const [id, row] of this.rows) copy.rows.set(id, row);
    for (const [id, rest] of this.resting) copy.resting.set(id, rest);
    copy.free.push(...this.free);
    copy.next = this.next;
    return copy.assign(ids, 0);
  }

  /** Objects that went away and whose rows rest, with their rows. */
  *gone(): Generator<[id: string, row: number]> {
    for (const [id, { row }] of this.resting) yield [id, row];
  }

  /** Frees the rows that rest since before `before` (ms) and pass the test; answers them. */
  reclaim(before: number, isIdle: (row: number) => boolean): number[] {
    const freed: number[] = [];
    for (const [id, { row, since }] of this.resting) {
      if (since >= before || !isIdle(row)) continue;
      this.resting.delete(id);
      this.free.push(row);
      freed.push(row);
    }
    return freed;
  }

  private take(id: string): number | null {
    const rest = this.resting.get(id);
    if (rest !== undefined) {
      this.resting.delete(id);
      return rest.row;
    }
    const reused = this.free.pop();
    if (reused !== undefined) return reused;
    return this.next < this.capacity ? this.next++ : null;
  }
}
