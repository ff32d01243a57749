import path from "node:path";
import { dataDirectory } from "@/lib/db/data-directory";
import { readSealingKey } from "@/lib/wire/sealed";

/** Key under which private keys rest, read from its file each time: seldom, and never kept. */
export function sealingKey(): Buffer {
  return readSealingKey(path.join(dataDirectory(), "keys", "certificates.key"));
}
