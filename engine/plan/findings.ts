import type { ObjectError } from "@/lib/wire/messages";

type ObjectType = ObjectError["object"]["type"];

/** Collects what a compilation refuses and what it only remarks, in the order of the snapshot. */
export class Findings {
  readonly errors: ObjectError[] = [];
  readonly warnings: ObjectError[] = [];

  /** Adds what another compilation found. */
  add({ errors, warnings }: Pick<Findings, "errors" | "warnings">): void {
    this.errors.push(...errors);
    this.warnings.push(...warnings);
  }

  refuse(type: ObjectType, id: string, field: string, code: string, message: string): null {
    this.errors.push({ object: { type, id }, field, code, message });
    return null;
  }

  remark(type: ObjectType, id: string, field: string, code: string, message: string): null {
    this.warnings.push({ object: { type, id }, field, code, message });
    return null;
  }
}

/** Is it a port that can be listened on or connected to, 1–65535 (LS-02, LS-04)? */
export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65_535;
}
