import { tcpInfo } from "@/engine/sys/tcp-info";

/** Whoever counts the segments of a client's connection (MT-05, MT-06). */
export interface SegmentCounter {
  countSegments(segmentsIn: number, segmentsOut: number): void;
}

/**
 * Segments of one connection as the kernel counts them, asked now and then and when it ends; without koffi none are
 * known.
 */
export class SegmentCount {
  private segmentsIn = 0;
  private segmentsOut = 0;

  constructor(private readonly counter: SegmentCounter) {}

  /** Counts those since the last look; false: the connection is not established any more (MT-03). */
  look(fd: number): boolean {
    const info = tcpInfo(fd);
    if (info === null) return true;
    this.counter.countSegments(info.segmentsIn - this.segmentsIn, info.segmentsOut - this.segmentsOut);
    this.segmentsIn = info.segmentsIn;
    this.segmentsOut = info.segmentsOut;
    return info.isEstablished;
  }
}
