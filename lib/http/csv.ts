/** What an export's address says, as the list's own: `q`, `f` (repeated), `sort`, and `columns=a,b`. */
export function readExportQuery({ searchParams: query }: URL) {
  const columns = query.get("columns");
  return {
    text: query.get("q") ?? undefined,
    filters: query.getAll("f"),
    sort: query.get("sort") ?? undefined,
    columns: columns === null || columns === "" ? undefined : columns.split(","),
  };
}

export function csvResponse(fileName: string, csv: string): Response {
  return new Response(csv, {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${fileName}"` },
  });
}
