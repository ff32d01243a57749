import type { EngineMessage, EnginePush } from "@/lib/wire/messages";
import type { SpooledPoint } from "@/engine/observe/spool";

/** Bytes waiting for a console above which samples are dropped, and above which it is cut off (it comes back). */
const slowBytes = 1024 * 1024;
const stuckBytes = 64 * 1024 * 1024;

/** The connection as a subscription sees it. */
export interface Outlet {
  readonly waitingBytes: number;
  send(message: EngineMessage): void;
  cut(): void;
}

export interface PointSource {
  points(fromSeq: number): SpooledPoint[];
  nextPoint(atLeast: number): number;
}

/** What one console is pushed. Points are read from the spool as it takes them; nothing of it waits in memory twice. */
export class Subscription {
  private cursor: number | null = null;

  constructor(
    private readonly outlet: Outlet,
    private readonly source: PointSource,
  ) {}

  /** Begins with the point `fromSeq`; answers the number that the next new point gets. */
  begin(fromSeq: number): number {
    const next = this.source.nextPoint(fromSeq);
    this.cursor = Math.max(1, fromSeq);
    setImmediate(() => this.pump());
    return next;
  }

  push(push: EnginePush): void {
    if (this.cursor === null) return;
    if (push.push === "sample" && this.outlet.waitingBytes > slowBytes) return;
    if (this.outlet.waitingBytes > stuckBytes) this.outlet.cut();
    else this.outlet.send(push);
  }

  /** Sends spooled points while the console takes them; called again when it has caught up and when there are new ones. */
  pump(): void {
    while (this.cursor !== null && this.outlet.waitingBytes <= slowBytes) {
      const points = this.read(this.cursor);
      if (points.length === 0) return;
      for (const { seq, window } of points) {
        this.outlet.send({ push: "point", seq, window });
        this.cursor = seq + 1;
        if (this.outlet.waitingBytes > slowBytes) return;
      }
    }
  }

  /** What the spool cannot give now, for want of a descriptor, is sent with the next point; who writes it tells of it. */
  private read(from: number): ReturnType<PointSource["points"]> {
    try {
      return this.source.points(from);
    } catch {
      return [];
    }
  }

  end(): void {
    this.cursor = null;
  }
}
