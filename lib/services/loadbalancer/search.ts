import { countValues, type Facet, type ListPage, ListQuery, queryRows } from "@/lib/model/list-query";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import {
  hasOnlyLayer4,
  loadBalancerProperties,
  type LoadBalancerProperty,
  loadBalancerRules,
  propertyValues,
  tagProperty,
} from "@/lib/model/loadbalancer-list";
import type { Context } from "../context";
import { parse } from "../parse";
import { listLoadBalancers } from "./list";

/** Properties with few values; names and addresses are found by typing them. */
const counted: readonly LoadBalancerProperty[] = ["status", "configuration", "network", "vpc", "project", "protocol"];
const mostKeys = 50;
const mostValues = 100;
/** Seconds over which the rate that one sorts by is taken. */
const rateS = 5;

/** One page of the load balancers that the caller may see: narrowed, sorted and cut here. */
export function searchLoadBalancers(ctx: Context, raw: ListQuery): ListPage<LoadBalancerView> {
  const query = parse(ListQuery, raw);
  const all = listLoadBalancers(ctx);
  const matching = queryRows(all, query, loadBalancerRules(rateOf(ctx)));
  const pages = Math.max(1, Math.ceil(matching.length / query.pageSize));
  const from = (Math.min(query.page, pages) - 1) * query.pageSize;
  return {
    rows: matching.slice(from, from + query.pageSize),
    matching: matching.length,
    total: all.length,
    facets: facetsOf(all),
  };
}

/** Requests per second, of layer 4 alone new connections: what the list shows. */
export function rateOf(ctx: Context): (view: LoadBalancerView) => number | null {
  return (view) => {
    const traffic = ctx.engine.recentTraffic(view.id, rateS);
    if (traffic === null) return null;
    return (hasOnlyLayer4(view) ? traffic.newConnections : traffic.requests) / rateS;
  };
}

function facetsOf(views: readonly LoadBalancerView[]): Record<string, Facet[]> {
  const keys = countValues(views, loadBalancerProperties.tag).slice(0, mostKeys);
  const properties = [...counted, ...keys.map(({ value }) => `${tagProperty}${value}`)];
  const facets = properties.map((property): [string, Facet[]] => {
    const values = propertyValues(property);
    return [property, values === undefined ? [] : countValues(views, values).slice(0, mostValues)];
  });
  return { ...Object.fromEntries(facets), tag: keys };
}
