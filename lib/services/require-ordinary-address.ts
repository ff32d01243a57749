import { isMetadataAddress } from "@/lib/model/address";
import { rule } from "@/lib/model/rule";
import type { Context } from "./context";
import { invalidField } from "./errors";

/**
 * Requests, checks and logs are not sent to a metadata service but by an administrator's own word: whoever sends them
 * there gets the keys of the machine. What the console does by itself (names of scaling groups) is nobody's word.
 */
export function requireOrdinaryAddress(
  { actor, source }: Context,
  address: string | null | undefined,
  path: string,
): void {
  if (address == null || !isMetadataAddress(address)) return;
  if (actor.role !== "admin" || source === "SystemAction") throw invalidField(path, rule("metadataAddress"));
}
