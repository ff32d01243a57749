import type { Logger } from "pino";
import type { LogGroupSpec } from "@/lib/wire/snapshot";
import { expireLogs, type LogRetention } from "./retention";
import { AccessLogTotals } from "./totals";

const sweepEveryMs = 60_000;
const dayMs = 86_400_000;

/** The main thread's part of access logs: what became of lines, and how long files are kept. */
export class AccessLogKeeper {
  readonly totals = new AccessLogTotals();
  private groups: LogRetention[] = [];
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly directory: string,
    private readonly log: Logger,
  ) {}

  /** Keeps what these groups say. Nothing is deleted before the first word of a configuration. */
  sync(groups: readonly LogGroupSpec[]): void {
    this.groups = groups.map(({ retentionDays, maxBytes, streamIds }) => ({
      maxAgeMs: retentionDays * dayMs,
      maxBytes,
      streamIds,
    }));
    this.totals.keepOnly(new Set(groups.flatMap(({ streamIds }) => streamIds)));
    this.timer ??= setInterval(() => void this.sweep(), sweepEveryMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await expireLogs(this.directory, this.groups, Date.now());
    } catch (error) {
      this.log.warn({ error: String(error) }, "old access logs could not be looked through");
    } finally {
      this.sweeping = false;
    }
  }
}
