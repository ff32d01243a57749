import type { RequestFacts } from "@/engine/routing/facts";
import { cookieOf } from "./cookie-of";
import { equalsIgnoringCase, latin1 } from "./http1/bytes";
import { RequestHead } from "./http1/request-head";

/** What forwarding policies see of the head that was just read. One instance a thread; valid until the next head. */
export class HeadFacts implements RequestFacts {
  host = "";
  path = "";
  private head: RequestHead = new RequestHead();
  private bytes: Buffer = Buffer.alloc(0);

  read(head: RequestHead, bytes: Buffer): this {
    this.head = head;
    this.bytes = bytes;
    this.host = hostOf(head, bytes);
    const target = latin1(bytes, head.targetStart, head.targetEnd);
    const query = target.indexOf("?");
    const path = query < 0 ? target : target.slice(0, query);
    this.path = path === "" ? "/" : path;
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

/** The authority of an absolute target, or Host, in lower case without its port (FP-12). */
function hostOf(head: RequestHead, bytes: Buffer): string {
  let host = "";
  if (head.authorityStart >= 0) host = latin1(bytes, head.authorityStart, head.authorityEnd);
  else if (head.hostLine >= 0) {
    host = latin1(bytes, head.lines.valueStart(head.hostLine), head.lines.valueEnd(head.hostLine));
  }
  const colon = host.indexOf(":", host.lastIndexOf("]") + 1);
  return (colon < 0 ? host : host.slice(0, colon)).toLowerCase();
}
