import { logFieldIndex as field } from "@/lib/model/log-line";
import { type TopTerm, type TopValue, topTerms } from "@/lib/model/log-query";
import { beginOfHost, endOfItem, LineFields } from "./line-fields";
import { TopCounter } from "./top-counter";

const shown = 10;
const colon = 58;
const space = 32;
const slash = 47;
const question = 63;

/** Status of a line, found without reading all of it; 0: there is none. */
export function statusOfLine(bytes: Uint8Array, at: number, stop: number): number {
  let spaces = 0;
  let i = at;
  for (; i < stop && spaces < 5; i++) if (bytes[i] === space) spaces += 1;
  if (i + 3 > stop || bytes[i + 3] !== space) return 0;
  return ((bytes[i] as number) - 48) * 100 + ((bytes[i + 1] as number) - 48) * 10 + (bytes[i + 2] as number) - 48;
}

/** The most frequent paths, clients, states and servers of lines. */
export class LineCounts {
  private readonly counters = Object.fromEntries(topTerms.map((term) => [term, new TopCounter()])) as Record<
    TopTerm,
    TopCounter
  >;
  private readonly fields = new LineFields();

  add(bytes: Buffer, at: number, stop: number, status: number): void {
    const { fields, counters } = this;
    if (!fields.read(bytes, at, stop)) return;
    const { begin, end } = fields;
    const isFailed = status >= 500;
    const place = (index: number): [number, number] => [begin[index] as number, end[index] as number];
    counters.status.add(bytes, ...place(field.status), isFailed);
    const [client, clientEnd] = place(field["remote_addr:remote_port"]);
    counters.client.add(bytes, client, bytes.lastIndexOf(colon, clientEnd - 1), isFailed);
    const [request, requestEnd] = place(field.request);
    this.addPath(bytes, request, requestEnd, isFailed);
    const [server, serverEnd] = place(field.upstream_addr);
    if (serverEnd - server > 1) this.addServers(bytes, server, serverEnd, isFailed);
  }

  top(): Record<TopTerm, TopValue[]> {
    const { counters } = this;
    return {
      path: counters.path.top(shown),
      client: counters.client.top(shown),
      status: counters.status.top(shown),
      server: counters.server.top(shown),
    };
  }

  get isPart(): boolean {
    return topTerms.some((term) => this.counters[term].isFull);
  }

  /** Without its query. */
  private addPath(bytes: Buffer, begin: number, end: number, isFailed: boolean): void {
    let at = beginOfHost(bytes, begin, end);
    if (at < 0) return;
    while (at < end && bytes[at] !== slash && bytes[at] !== question && bytes[at] !== space) at += 1;
    let stop = at;
    while (stop < end && bytes[stop] !== question && bytes[stop] !== space) stop += 1;
    this.counters.path.add(bytes, at, stop, isFailed);
  }

  private addServers(bytes: Buffer, begin: number, end: number, isFailed: boolean): void {
    for (let at = begin; at < end; ) {
      const stop = endOfItem(bytes, at, end);
      // Only the last try gave the answer.
      this.counters.server.add(bytes, at, stop, isFailed && stop === end);
      at = stop + 2;
    }
  }
}
