import type { TransferTarget } from "@/lib/model/log-transfer";
import { DirectorySink } from "./directory-sink";
import { S3Sink } from "./s3-sink";
import { SyslogSink } from "./syslog-sink";

/** Lines of one file and period on their way out. */
export interface TransferObject {
  /** The same for the same file and period: putting it again takes its own place. */
  name: string;
  /** Whole lines, as they were written. */
  lines: Buffer;
  /** What is stored: the lines, packed where that is asked for. */
  bytes: Buffer;
}

/** Where objects go. */
export interface TransferSink {
  /** Resolves when the object is safe there; rejects with why not. */
  put(object: TransferObject, signal: AbortSignal): Promise<void>;
}

export function openSink(target: TransferTarget, secret: string): TransferSink {
  switch (target.type) {
    case "directory":
      return new DirectorySink(target.directory);
    case "s3":
      return new S3Sink(target, secret);
    case "syslog":
      return new SyslogSink(target.host, target.port);
  }
}
