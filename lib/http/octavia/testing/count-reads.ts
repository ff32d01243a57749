import Database from "better-sqlite3";

type Reads = Record<"all" | "get", (...values: unknown[]) => unknown>;

const statement = Object.getPrototypeOf(new Database(":memory:").prepare("select 1")) as Reads;

/** How often this process asks a database for rows while `work` is under way. */
export async function countReads(work: () => Promise<unknown>): Promise<number> {
  let reads = 0;
  const { all, get } = statement;
  const counted = (method: Reads["all"]) =>
    function (this: unknown, ...values: unknown[]) {
      reads += 1;
      return method.apply(this, values);
    };
  statement.all = counted(all);
  statement.get = counted(get);
  try {
    await work();
  } finally {
    Object.assign(statement, { all, get });
  }
  return reads;
}
