import type { X509Certificate } from "node:crypto";
import { isSelfSigned, verifies } from "./facts";
import { PkiError } from "./refusal";

/**
 * The certificates after `leaf` in the order in which each signed the one before (CE-05), whatever order they came in.
 * @throws PkiError when one of them does not belong to the chain
 */
export function orderChain(leaf: X509Certificate, given: readonly X509Certificate[]): X509Certificate[] {
  const left = new Set(given.filter(({ fingerprint256 }) => fingerprint256 !== leaf.fingerprint256));
  const chain: X509Certificate[] = [];
  for (let last = leaf; left.size > 0 && !isSelfSigned(last); ) {
    const issuer = [...left].find((one) => last.checkIssued(one) && verifies(last, one));
    if (issuer === undefined) break;
    left.delete(issuer);
    chain.push(issuer);
    last = issuer;
  }
  const [stranger] = left;
  if (stranger !== undefined) {
    const subject = stranger.subject.split("\n").at(-1)?.replace(/^CN=/, "") ?? "";
    throw new PkiError("certificate", "certificateUnrelated", { subject });
  }
  return chain;
}
