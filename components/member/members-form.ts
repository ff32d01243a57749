import * as z from "zod";
import { MemberInput } from "@/lib/model/member";
import { rule } from "@/lib/model/rule";

/** What one row of servers holds while it is typed. */
export interface ServerRow {
  name: string;
  address: string;
  port: number | null;
  weight: number | null;
  /** Of the inventory, when it was ticked there. */
  serverId?: string | null;
}

export function emptyRow(last?: ServerRow): ServerRow {
  return { name: "", address: "", port: last?.port ?? 80, weight: last?.weight ?? 1 };
}

/** Servers to add to a group that has some already: the same address and port twice is refused on its row. */
export function membersForm(existing: readonly { address: string; port: number }[]) {
  const members = z
    .array(MemberInput)
    .min(1, { error: rule("required") })
    .max(500, { error: rule("tooMany", { max: 500 }) })
    .superRefine((rows, context) => {
      const seen = new Set(existing.map(keyOf));
      for (const [index, row] of rows.entries()) {
        if (seen.has(keyOf(row))) {
          const message = rule("duplicateMember", { address: row.address, port: row.port });
          context.addIssue({ code: "custom", path: [index, "port"], message });
        }
        seen.add(keyOf(row));
      }
    });
  return z.object({ members });
}

function keyOf({ address, port }: { address: string; port: number }): string {
  return `${address} ${port}`;
}
