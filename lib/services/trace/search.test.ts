import { beforeEach, expect, test } from "vitest";
import type { TraceQuery } from "@/lib/model/trace";
import { createLoadBalancer } from "../loadbalancer/create";
import { deleteLoadBalancer } from "../loadbalancer/delete";
import { updateLoadBalancer } from "../loadbalancer/update";
import { createProject } from "../project/create";
import { refusalOf, type TestContext, testContext } from "../testing/context";
import { exportTracesCsv } from "./export-csv";
import { searchTraces } from "./search";

const dayMs = 86_400_000;
let ctx: TestContext;
let shopId: string;

beforeEach(() => {
  ctx = testContext();
  shopId = createLoadBalancer(ctx, { name: "Shop", subnetId: ctx.subnetId }).id;
  updateLoadBalancer(ctx, { id: shopId, description: "front" });
  const { id } = createLoadBalancer({ ...ctx, source: "ApiCall" }, { name: "blog", subnetId: ctx.subnetId });
  deleteLoadBalancer(ctx, { id });
  refusalOf(() => createLoadBalancer(ctx.as({ name: "eve" }), { name: "<>", subnetId: ctx.subnetId }));
});

const eventsOf = (query: TraceQuery) =>
  searchTraces(ctx, query).rows.map(({ event, resourceName }) => `${event} ${resourceName}`);

test("newest first, with how many there are of what", () => {
  const page = searchTraces(ctx, { pageSize: 2 });
  expect(page.rows.map(({ event, rating }) => [event, rating])).toEqual([
    ["create loadbalancer", "warning"],
    ["delete loadbalancer", "normal"],
  ]);
  expect([page.matching, page.total]).toEqual([5, 5]);
  expect(page.facets.event).toEqual([
    { value: "create loadbalancer", count: 3 },
    { value: "delete loadbalancer", count: 1 },
    { value: "update loadbalancer", count: 1 },
  ]);
  expect(eventsOf({ pageSize: 2, page: 3 })).toEqual(["create loadbalancer Shop"]);
  expect(eventsOf({ pageSize: 2, page: 99 })).toEqual(["create loadbalancer Shop"]);
  expect(eventsOf({ sort: "time", pageSize: 1 })).toEqual(["create loadbalancer Shop"]);
});

test("filters are combined: one property with = is or, all else is and (AU-02)", () => {
  expect(eventsOf({ filters: ["event=update loadbalancer", "event=delete loadbalancer"] })).toEqual([
    "delete loadbalancer blog",
    "update loadbalancer Shop",
  ]);
  expect(eventsOf({ filters: ["event=Create LoadBalancer", "rating!=warning"] })).toEqual([
    "create loadbalancer blog",
    "create loadbalancer Shop",
  ]);
  expect(eventsOf({ filters: ["origin=ApiCall"] })).toEqual(["create loadbalancer blog"]);
  expect(eventsOf({ filters: ["user=eve"] })).toHaveLength(1);
  expect(eventsOf({ filters: [`resourceId=${shopId}`, "unknown=1"] })).toHaveLength(2);
  expect(eventsOf({ text: "DELETE blog" })).toEqual(["delete loadbalancer blog"]);
  expect(eventsOf({ text: "100%" })).toEqual([]);
  expect(eventsOf({ filters: ["resource=' or 1=1 --"] })).toEqual([]);
});

test("seven days at first, any span on demand (AU-01)", () => {
  const later = { ...ctx, now: () => Date.now() + 8 * dayMs };
  expect(searchTraces(later, {}).total).toBe(0);
  expect(searchTraces(later, { range: "30d" }).total).toBe(5);
  expect(searchTraces(later, { range: "kept" }).total).toBe(5);
  const [first] = searchTraces(ctx, { sort: "time", pageSize: 1 }).rows;
  const at = first?.at ?? 0;
  expect(eventsOf({ range: "custom", from: at, to: at })).toEqual(["create loadbalancer Shop"]);
  expect(eventsOf({ range: "custom", from: at + 1 })).toHaveLength(4);
  expect(refusalOf(() => searchTraces(ctx, { range: "forever" as never })).fields).toEqual([
    { path: "range", rule: "invalid" },
  ]);
});

test("an event leads to its object while that is there", () => {
  const hrefs = new Map(
    searchTraces(ctx, {}).rows.map(({ event, resourceName, href }) => [`${event} ${resourceName}`, href]),
  );
  expect(hrefs.get("update loadbalancer Shop")).toBe(`/load-balancers/${shopId}`);
  expect(hrefs.get("create loadbalancer blog")).toBeNull();
});

test("a user of one project sees its events alone", () => {
  const { id } = createProject(ctx, { name: "other" });
  const other = ctx.as({ projectId: id });
  createLoadBalancer(other, { name: "theirs", subnetId: ctx.subnetId });
  const page = searchTraces(other, {});
  expect(page.rows.map(({ projectId }) => projectId)).toEqual(page.rows.map(() => id));
  expect(page.total).toBe(page.rows.length);
  expect(page.facets.resource?.map(({ value }) => value)).not.toContain("Shop");
});

test("the export has what the list shows, and formulas are text", () => {
  createLoadBalancer(ctx, { name: "=1+2", subnetId: ctx.subnetId });
  const csv = exportTracesCsv(ctx, { filters: ["event=create loadbalancer", "rating=normal"] });
  expect(csv.startsWith("\uFEFFtime,event,level,")).toBe(true);
  expect(csv.trim().split("\r\n")).toHaveLength(4);
  expect(csv).toContain(",'=1+2,");
});
