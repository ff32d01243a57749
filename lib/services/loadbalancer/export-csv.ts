import { stringify } from "csv-stringify/sync";
import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { rule } from "@/lib/model/rule";
import type { Context } from "../context";
import { invalidField } from "../errors";
import { listLoadBalancers } from "./list";

/** Columns of the export, each with how its cell reads; times are ISO 8601. */
const columns = {
  id: (view) => view.id,
  name: (view) => view.name,
  configuration: (view) => view.configuration.state,
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

export interface ExportLoadBalancersInput {
  /** Project id; absent is every project that the caller may see. */
  projectId?: string;
  /** Ids of the visible rows, in their order; absent is all. */
  ids?: string[];
  /** Free text: part of the name, an address, the id or a tag. */
  text?: string;
  /** Exact values of columns; several values of one column are alternatives. */
  filters?: { column: string; values: string[] }[];
  columns?: string[];
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(columns, name);
}

function columnsOf(names: readonly string[], path: string): Column[] {
  return names.map((name) => {
    if (!isColumn(name)) throw invalidField(path, rule("unknownColumn", { value: name }));
    return name;
  });
}

function matchesText(view: LoadBalancerView, text: string): boolean {
  const needle = text.toLowerCase();
  const haystack = [
    view.id,
    view.name,
    view.description,
    view.vipAddress,
    columns.public_address(view),
    columns.tags(view),
  ];
  return haystack.some((cell) => cell.toLowerCase().includes(needle));
}

/** The list as a spreadsheet (LB-16): UTF-8 with BOM, formulas made harmless. */
export function exportLoadBalancersCsv(ctx: Context, input: ExportLoadBalancersInput = {}): string {
  const shown = input.columns === undefined ? (Object.keys(columns) as Column[]) : columnsOf(input.columns, "columns");
  const filters = (input.filters ?? []).map(({ column, values }) => {
    const [name] = columnsOf([column], "filters") as [Column];
    return (view: LoadBalancerView) => values.includes(columns[name](view));
  });
  let views = listLoadBalancers(ctx, { projectId: input.projectId }).filter((view) =>
    filters.every((test) => test(view)),
  );
  if (input.text !== undefined && input.text !== "") {
    const { text } = input;
    views = views.filter((view) => matchesText(view, text));
  }
  if (input.ids !== undefined) {
    const byId = new Map(views.map((view) => [view.id, view]));
    views = input.ids.flatMap((id) => byId.get(id) ?? []);
  }
  const rows = views.map((view) => shown.map((column) => columns[column](view)));
  return stringify([shown, ...rows], { bom: true, escape_formulas: true, record_delimiter: "windows" });
}
