/** Parameters that are not filters by a column. */
const reserved = new Set(["project", "q", "columns", "ids"]);

/**
 * What an export's address says: `project=<id>`, `q=<text>`, `columns=a,b`, `ids=<id>,<id>`, and `<column>=<value>` for
 * exact filters, repeated for alternatives.
 */
export function readExportQuery(url: URL) {
  const { searchParams: query } = url;
  const listed = (name: string) => {
    const text = query.get(name);
    return text === null || text === "" ? undefined : text.split(",");
  };
  const filters = [...new Set(query.keys())]
    .filter((name) => !reserved.has(name))
    .map((column) => ({ column, values: query.getAll(column) }));
  return {
    projectId: query.get("project") ?? undefined,
    text: query.get("q") ?? undefined,
    columns: listed("columns"),
    ids: listed("ids"),
    filters,
  };
}

export function csvResponse(fileName: string, csv: string): Response {
  return new Response(csv, {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${fileName}"` },
  });
}
