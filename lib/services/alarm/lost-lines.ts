import type { AccessLogState } from "@/lib/wire/messages";
import type { Span } from "./evaluate-rule";

interface Look {
  at: number;
  dropped: number;
}

/** Streams that are remembered at most; the one that was looked at longest ago is forgotten first. */
const mostStreams = 10_000;

/**
 * How many lines each log stream lost within a span. The engine counts from its begin and does not say when, so that
 * what it said at each look is remembered for as long as a span reaches back.
 */
export class LostLines {
  private readonly looks = new Map<string, Look[]>();

  /** Lines lost in the span, which ends now; at least 1 when some were, though nobody looked before it. */
  within(log: AccessLogState | undefined, { from, until }: Span): number {
    if (log === undefined) return 0;
    const { streamId, dropped, droppedAt } = log;
    const known = this.looks.get(streamId) ?? [];
    // An engine that began anew counts from 0.
    const before = known.every((look) => look.dropped <= dropped) ? known : [{ at: from, dropped: 0 }];
    const begin = Math.max(
      0,
      before.findLastIndex(({ at }) => at <= from),
    );
    const looks = [...before.slice(begin).filter(({ at }) => at < until), { at: until, dropped }];
    this.looks.delete(streamId);
    this.looks.set(streamId, looks);
    if (this.looks.size > mostStreams) this.looks.delete(this.looks.keys().next().value ?? streamId);
    return droppedAt < from ? 0 : Math.max(1, dropped - (looks[0]?.dropped ?? 0));
  }
}
