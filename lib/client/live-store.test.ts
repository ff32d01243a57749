import { describe, expect, it } from "vitest";
import { LiveStore } from "./live-store";

describe("a page that was read before", () => {
  const serverAhead = 50_000;

  it("is not doubted before the stream has said anything", () => {
    expect(new LiveStore().mayHaveChangedSince(0)).toBe(false);
  });

  it("is doubted when a change was told after it was read, by the server's clock", () => {
    const store = new LiveStore();
    store.setServerTime(1_000_000 + serverAhead, 1_000_000);
    store.noteChange(1_010_000);
    expect(store.mayHaveChangedSince(1_009_000 + serverAhead)).toBe(true);
    expect(store.mayHaveChangedSince(1_010_000 + serverAhead)).toBe(true);
    expect(store.mayHaveChangedSince(1_012_000 + serverAhead)).toBe(false);
  });

  it("tells those that listen already", () => {
    const store = new LiveStore();
    let told = 0;
    store.changes.subscribe(() => (told += 1));
    store.noteChange(1);
    expect(told).toBe(1);
  });
});
