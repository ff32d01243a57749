import { stringify } from "csv-stringify/sync";
import { ListQuery, queryRows } from "@/lib/model/list-query";
import { type LoadBalancerView, shownConfiguration } from "@/lib/model/loadbalancer";
import { loadBalancerRules } from "@/lib/model/loadbalancer-list";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { parse } from "../parse";
import { listLoadBalancers } from "./list";
import { rateOf } from "./search";

/** Columns of the export, each with how its cell reads; times are ISO 8601. */
const columns = {
  id: (view) => view.id,
  name: (view) => view.name,
  configuration: (view) => shownConfiguration(view).state,
  health: (view) => view.health,
  private_address: (view) => view.vipAddress,
  public_address: (view) => view.eip?.externalAddress ?? view.eip?.address ?? "",
  bandwidth_mbps: (view) => (view.eip === null ? "" : String(view.eip.bandwidthMbps)),
  vpc: (view) => view.vpcName,
  subnet: (view) => view.subnetName,
  listeners: (view) => view.listeners.map((listener) => `${listener.protocol}/${listener.port}`).join(" "),
  servers: (view) => String(view.servers.length),
  project: (view) => view.projectName,
  tags: (view) => view.tags.map((tag) => (tag.value === "" ? tag.key : `${tag.key}=${tag.value}`)).join(" "),
  description: (view) => view.description,
  created_at: (view) => new Date(view.createdAt).toISOString(),
} satisfies Record<string, (view: LoadBalancerView) => string>;

type Column = keyof typeof columns;

/** The columns of the export that a column of the list stands for. */
const ofList: Readonly<Record<string, readonly Column[]>> = {
  name: ["id", "name"],
  addresses: ["private_address", "public_address", "bandwidth_mbps"],
  network: ["vpc", "subnet"],
  created: ["created_at"],
  rate: [],
};

export interface ExportLoadBalancersInput extends ListQuery {
  /** Columns of the list or of the export, in their order; absent is all. */
  columns?: string[];
}

function columnsOf(names: readonly string[]): Column[] {
  const wanted = names.flatMap((name): readonly Column[] => {
    if (Object.hasOwn(ofList, name)) return ofList[name] ?? [];
    if (Object.hasOwn(columns, name)) return [name as Column];
    throw invalidField("columns", rule("unknownColumn", { value: name }));
  });
  return [...new Set(wanted)];
}

/** The list, as it is narrowed and sorted, as a spreadsheet (LB-16): UTF-8 with BOM, formulas made harmless. */
export function exportLoadBalancersCsv(ctx: Context, input: ExportLoadBalancersInput = {}): string {
  const shown = input.columns === undefined ? (Object.keys(columns) as Column[]) : columnsOf(input.columns);
  const views = queryRows(listLoadBalancers(ctx), parse(ListQuery, input), loadBalancerRules(rateOf(ctx)));
  const rows = views.map((view) => shown.map((column) => columns[column](view)));
  return stringify([shown, ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" });
}
