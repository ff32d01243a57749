import { hostName, pathOf, type RequestFacts } from "@/engine/routing/facts";
import { cookieOf } from "./cookie-of";
import { equalsIgnoringCase, latin1 } from "./http1/bytes";
import type { RequestHead } from "./http1/request-head";

/** What forwarding policies see of the head that `head` read last. One instance a thread; valid until the next head. */
export class HeadFacts implements RequestFacts {
  host = "";
  path = "";
  private bytes: Buffer = nothing;

  constructor(private readonly head: RequestHead) {}

  /** Takes the head that was just read, out of `bytes`. */
  read(bytes: Buffer): this {
    const { head } = this;
    this.bytes = bytes;
    this.host = hostName(authorityOf(head, bytes));
    this.path = pathOf(latin1(bytes, head.targetStart, head.targetEnd));
    return this;
  }

  header(name: string): string[] {
    const { lines } = this.head;
    const values: string[] = [];
    for (let line = 0; line < lines.count; line++) {
      const at = lines.nameStart(line);
      if (lines.nameEnd(line) - at !== name.length || !equalsIgnoringCase(this.bytes, at, name)) continue;
      values.push(latin1(this.bytes, lines.valueStart(line), lines.valueEnd(line)));
    }
    return values;
  }

  cookie(name: string): string | null {
    return cookieOf(this.head, this.bytes, name);
  }
}

/** The authority of an absolute target, or Host; empty where there is none. */
export function authorityOf(head: RequestHead, bytes: Buffer): string {
  if (head.authorityStart >= 0) return latin1(bytes, head.authorityStart, head.authorityEnd);
  if (head.hostLine < 0) return "";
  return latin1(bytes, head.lines.valueStart(head.hostLine), head.lines.valueEnd(head.hostLine));
}

const nothing = Buffer.alloc(0);
