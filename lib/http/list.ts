import { Fault } from "./fault";
import { textOf } from "./text-of";

export type Item = Record<string, unknown> & { id: string };

const reserved = new Set([
  "limit",
  "marker",
  "page_reverse",
  "sort",
  "sort_key",
  "sort_dir",
  "fields",
  "tags",
  "tags-any",
  "not-tags",
  "not-tags-any",
]);

/** Names under which clients filter by a parent that an object lists by reference. */
const parents: Record<string, string> = {
  loadbalancer_id: "loadbalancers",
  load_balancer_id: "loadbalancers",
  listener_id: "listeners",
  pool_id: "pools",
};

const aliases: Record<string, string> = { tenant_id: "project_id" };

/** One page of a list in Octavia's manner: exact filters, tags, sort, marker, fields and links. */
export function listBody(url: URL, host: string | null, key: string, items: readonly Item[]): Record<string, unknown> {
  const { searchParams: query } = url;
  const filtered = sortItems(query, filterItems(query, items));
  const { page, links } = paginate(url, host, filtered);
  const fields = query.getAll("fields").flatMap((names) => names.split(","));
  const shown =
    fields.length === 0
      ? page
      : page.map((item) => Object.fromEntries(fields.filter((name) => name in item).map((name) => [name, item[name]])));
  return { [key]: shown, [`${key}_links`]: links };
}

function filterItems(query: URLSearchParams, items: readonly Item[]): Item[] {
  let kept = [...items];
  for (const [given, wanted] of query) {
    if (reserved.has(given)) continue;
    const name = aliases[given] ?? given;
    const parent = parents[name];
    if (items.length > 0 && !items.some((item) => name in item || (parent !== undefined && parent in item))) {
      throw new Fault(400, "One or more arguments are either duplicate or invalid");
    }
    kept = kept.filter((item) => matches(item[name] ?? (parent === undefined ? undefined : item[parent]), wanted));
  }
  const tagsOf = (item: Item) => new Set(item.tags as string[]);
  const listed = (name: string) => query.get(name)?.split(",");
  const [all, any, notAll, notAny] = [listed("tags"), listed("tags-any"), listed("not-tags"), listed("not-tags-any")];
  if (all) kept = kept.filter((item) => all.every((tag) => tagsOf(item).has(tag)));
  if (any) kept = kept.filter((item) => any.some((tag) => tagsOf(item).has(tag)));
  if (notAll) kept = kept.filter((item) => !notAll.every((tag) => tagsOf(item).has(tag)));
  if (notAny) kept = kept.filter((item) => !notAny.some((tag) => tagsOf(item).has(tag)));
  return kept;
}

function matches(value: unknown, wanted: string): boolean {
  if (Array.isArray(value))
    return value.some((one) => (one as { id?: unknown } | null)?.id === wanted || one === wanted);
  if (typeof value === "boolean") return String(value) === wanted.toLowerCase();
  return textOf(value) === wanted;
}

function sortItems(query: URLSearchParams, items: Item[]): Item[] {
  const spelled = query.get("sort")?.split(",") ?? [];
  const keys = query.getAll("sort_key").map((key, index) => `${key}:${query.getAll("sort_dir")[index] ?? "asc"}`);
  const orders = [...spelled, ...keys].map((text) => {
    const [name = "", direction = "asc"] = text.split(":");
    if (items.length > 0 && !items.some((item) => name in item)) {
      throw new Fault(400, `Supplied sort key '${name}' is not valid.`);
    }
    if (direction !== "asc" && direction !== "desc") {
      throw new Fault(400, `Supplied sort direction '${direction}' is not valid.`);
    }
    return { name, sign: direction === "asc" ? 1 : -1 };
  });
  return items.toSorted((a, b) => {
    for (const { name, sign } of orders) {
      const order = compare(a[name], b[name]);
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function paginate(
  url: URL,
  host: string | null,
  items: Item[],
): { page: Item[]; links: { rel: string; href: string }[] } {
  const { searchParams: query } = url;
  const limitText = query.get("limit");
  if (limitText !== null && !/^\d{1,9}$/.test(limitText)) {
    throw new Fault(400, `Supplied pagination limit '${limitText}' is not valid.`);
  }
  const limit = Number(limitText ?? 0) || Math.max(items.length, 1);
  const reverse = query.get("page_reverse")?.toLowerCase() === "true";
  const marker = query.get("marker");
  const at = marker === null ? -1 : items.findIndex((item) => item.id === marker);
  if (marker !== null && at < 0) throw new Fault(400, `Supplied pagination marker '${marker}' is not valid.`);
  const end = reverse ? (marker === null ? items.length : at) : Math.min(at + 1 + limit, items.length);
  const start = reverse ? Math.max(0, end - limit) : at + 1;
  const page = items.slice(start, end);
  const first = page[0];
  const last = page.at(-1);
  const links: { rel: string; href: string }[] = [];
  if (limitText !== null && last !== undefined && end < items.length) {
    links.push({ rel: "next", href: pageUrl(url, host, last.id, false) });
  }
  if (limitText !== null && first !== undefined && start > 0) {
    links.push({ rel: "previous", href: pageUrl(url, host, first.id, true) });
  }
  return { page, links };
}

function pageUrl(url: URL, host: string | null, marker: string, reverse: boolean): string {
  const query = new URLSearchParams(url.searchParams);
  query.set("marker", marker);
  if (reverse) query.set("page_reverse", "True");
  else query.delete("page_reverse");
  return `${url.protocol}//${host ?? url.host}${url.pathname}?${query}`;
}
