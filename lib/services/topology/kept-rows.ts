import { changedRows, forgetChangedRows } from "@/lib/db/changed-rows";
import type { Db } from "@/lib/db/client";

const noRows: readonly never[] = [];

/** The rows of a table as they were read last; only those that have changed since are read again. */
export class KeptRows<Row extends { id: string }> {
  private rows: readonly Row[] = noRows;
  private places = new Map<string, number>();

  constructor(
    private readonly table: string,
    /** All rows in order, or those of `ids`. */
    private readonly read: (db: Db, ids?: readonly string[]) => Row[],
    /** May an update change the order? */
    private readonly isReordered = false,
  ) {}

  /** Nobody writes into the answer; it is the same array while nothing changes. */
  all(db: Db): readonly Row[] {
    const changed = changedRows(db.$client, this.table);
    if (changed === "all" || (this.isReordered && changed.size > 0)) {
      this.rows = this.read(db);
      this.places = new Map(this.rows.map(({ id }, place) => [id, place]));
    } else if (changed.size > 0) {
      const rows = [...this.rows];
      for (const row of this.read(db, [...changed])) {
        const place = this.places.get(row.id);
        if (place !== undefined) rows[place] = row;
      }
      this.rows = rows;
    }
    forgetChangedRows(db.$client, this.table);
    return this.rows;
  }
}
