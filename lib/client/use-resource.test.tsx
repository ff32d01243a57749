import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { useListPage } from "./use-list-page";
import { useResource } from "./use-resource";

const unread = () => Promise.reject(new Error("nothing is read while a page is drawn"));

/** What is drawn when a query has newer data than the page was made of, as when a late part of it is taken over. */
function drawn(queryKey: unknown[], newer: unknown, Part: () => string): string {
  const client = new QueryClient();
  client.setQueryData(queryKey, newer);
  return renderToString(
    <QueryClientProvider client={client}>
      <Part />
    </QueryClientProvider>,
  );
}

test("while it is taken over, a part of a page shows what the server made it of", () => {
  const Part = () => {
    const { data, failure } = useResource(["pool"], unread, { data: "2 servers", readAt: 1 });
    return `${data} ${failure === undefined}`;
  };
  expect(drawn(["pool"], "1 server", Part)).toBe("2 servers true");
});

test("the same holds for lists", () => {
  const query = { page: 1, size: 10 };
  const page = { rows: ["a", "b"], total: 2 };
  const Part = () =>
    useListPage({
      queryKey: ["pools"],
      query: query as never,
      read: unread,
      initial: { query: query as never, page: page as never, readAt: 1 },
    }).page.rows.join();
  expect(drawn(["pools", query], { rows: ["c"], total: 1 }, Part)).toBe("a,b");
});
