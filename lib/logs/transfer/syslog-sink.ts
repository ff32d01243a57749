import { once } from "node:events";
import { connect } from "node:net";
import { hostname } from "node:os";
import { checkedLookup, type Resolver } from "./checked-lookup";
import type { TransferObject, TransferSink } from "./sink";

const connectMs = 10_000;
const idleMs = 60_000;
/** Facility local0, severity informational. */
const priority = 134;
const lineFeed = 10;

/**
 * Messages of RFC 5424 over TCP with their length in front (RFC 6587 §3.4.1). TCP tells no message's arrival: an object
 * that was cut off is sent again from its beginning.
 */
export class SyslogSink implements TransferSink {
  private readonly host = hostname().replaceAll(/[^\x21-\x7e]/g, "") || "-";

  constructor(
    private readonly address: string,
    private readonly port: number,
    private readonly resolver?: Resolver,
  ) {}

  async put({ lines }: TransferObject, signal: AbortSignal): Promise<void> {
    const lookup = await checkedLookup(this.address, this.resolver);
    const socket = connect({ host: this.address, port: this.port, lookup });
    const stop = () => socket.destroy(new Error("stopped"));
    signal.addEventListener("abort", stop, { once: true });
    socket.setTimeout(connectMs, () => socket.destroy(new Error("ETIMEDOUT")));
    try {
      await once(socket, "connect");
      socket.setTimeout(idleMs);
      const failed = once(socket, "error").then(([error]) => {
        throw error;
      });
      failed.catch(() => undefined);
      socket.resume();
      for (let at = 0; at < lines.length; ) {
        const stopAt = lines.indexOf(lineFeed, at);
        const end = stopAt < 0 ? lines.length : stopAt;
        if (!socket.write(this.message(lines.subarray(at, end)))) await Promise.race([once(socket, "drain"), failed]);
        at = end + 1;
      }
      socket.end();
      await Promise.race([once(socket, "close"), failed]);
    } finally {
      signal.removeEventListener("abort", stop);
      socket.destroy();
    }
  }

  private message(line: Buffer): Buffer {
    const seconds = Number(line.subarray(0, 14).toString("latin1"));
    const time = Number.isFinite(seconds) ? new Date(Math.round(seconds * 1000)).toISOString() : "-";
    const head = `<${priority}>1 ${time} ${this.host} evenkeel - access - `;
    return Buffer.concat([Buffer.from(`${head.length + line.length} ${head}`, "latin1"), line]);
  }
}
