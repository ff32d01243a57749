import { join } from "node:path";
import type { ExchangeLog } from "@/engine/l7/exchange-record";
import type { ListenerPlan } from "@/engine/plan/plan";
import { disk } from "./disk";
import { ListenerLog } from "./listener-log";
import type { AccessLogReport } from "./report";
import { SegmentFile } from "./segment-file";
import { StreamLog } from "./stream-log";

interface Stream {
  log: StreamLog;
  told: AccessLogReport;
}

/**
 * The logs of one worker: one for each stream that a listener writes to. They stay for the worker's life, because
 * connections write where they began to; one that nobody writes to holds neither file nor buffer.
 */
export class AccessLogs {
  private readonly streams = new Map<string, Stream>();

  /** @param directory of all streams; empty: nothing is written. */
  constructor(
    private readonly directory: string,
    private readonly worker: number,
    private readonly report: (report: AccessLogReport) => void,
  ) {}

  /** Who is told of requests on a listener's new connections; null: nobody, which costs nothing. */
  of(plan: ListenerPlan): ExchangeLog | null {
    const { accessLog } = plan;
    if (accessLog === null || this.directory === "") return null;
    return new ListenerLog(this.open(accessLog.streamId), { ...plan, accessLog });
  }

  /** Sends to the disk what is here, and tells what became of what was. */
  flush(): void {
    for (const stream of this.streams.values()) {
      void stream.log.flush();
      this.tell(stream);
    }
  }

  /** All that is here goes to the disk; resolves when it is there, or was refused. */
  async close(): Promise<void> {
    await Promise.all([...this.streams.values()].map(({ log }) => log.close()));
    for (const stream of this.streams.values()) this.tell(stream);
  }

  private open(streamId: string): StreamLog {
    const found = this.streams.get(streamId);
    if (found !== undefined) return found.log;
    const log = new StreamLog(new SegmentFile(disk, join(this.directory, streamId), this.worker));
    this.streams.set(streamId, { log, told: { streamId, written: 0, dropped: 0, error: "" } });
    return log;
  }

  private tell(stream: Stream): void {
    const { told } = stream;
    const { written, dropped, error } = stream.log;
    if (written === told.written && dropped === told.dropped && error === told.error) return;
    this.report({ ...told, written: written - told.written, dropped: dropped - told.dropped, error });
    stream.told = { ...told, written, dropped, error };
  }
}
