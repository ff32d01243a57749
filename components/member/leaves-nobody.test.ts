import { expect, test } from "vitest";
import type { MemberView } from "@/lib/model/member";
import { leavesNobody } from "./leaves-nobody";

const member = (id: string, fields: Partial<MemberView> & { health?: "online" | "offline" } = {}): MemberView =>
  ({
    id,
    enabled: true,
    weight: 1,
    drainUntil: null,
    status: { health: fields.health ?? "online" },
    ...fields,
  }) as MemberView;

test.each([
  ["one of two is disabled", [member("a"), member("b")], [{ id: "a", enabled: false }], false],
  [
    "both are disabled at once",
    [member("a"), member("b")],
    [
      { id: "a", enabled: false },
      { id: "b", enabled: false },
    ],
    true,
  ],
  ["the other one is unhealthy", [member("a"), member("b", { health: "offline" })], [{ id: "a", weight: 0 }], true],
  ["nobody took requests before", [member("a", { weight: 0 })], [{ id: "a", enabled: false }], false],
  ["the last one gets another weight", [member("a")], [{ id: "a", weight: 50 }], false],
] as const)("%s", (_, members, changes, expected) => expect(leavesNobody(members, changes)).toBe(expected));
