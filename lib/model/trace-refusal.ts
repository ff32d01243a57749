import { type FieldError, parseRule, type Rule } from "./rule";

/** Why an operation was refused, as its event's message keeps it: the rules that it broke, by field where there is one. */
export interface TraceRefusal {
  /** `invalid`, `conflict`, `internal`... */
  code: string;
  reasons: { path: FieldError["path"]; rule: Rule }[];
}

/** Reads `invalid: name: tooLong?max=255, port: required`, and `conflict: portInUse?port=80`. Empty: there is none. */
export function readRefusal(message: string): TraceRefusal {
  const [code = "", ...rest] = message.split(": ");
  const text = rest.join(": ");
  if (text === "" || text === code) return { code, reasons: [] };
  const reasons = text.split(", ").map((part) => {
    const at = part.lastIndexOf(": ");
    return { path: at < 0 ? "" : part.slice(0, at), rule: parseRule(at < 0 ? part : part.slice(at + 2)) };
  });
  return { code, reasons };
}
