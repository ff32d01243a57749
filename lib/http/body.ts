import { Fault, invalidInput } from "./fault";
import { textOf } from "./text-of";

const maxBodyBytes = 4 * 1024 * 1024;

/** The JSON object of a request under its root key. */
export async function readBody(request: Request, root: string): Promise<Body> {
  const parsed = await readJson(request);
  const inner = isObject(parsed) ? parsed[root] : undefined;
  if (!isObject(inner)) throw invalidInput(root, inner, "Mandatory field missing.");
  return new Body(inner);
}

/** The JSON of a request, refused as soon as it is too large. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request, maxBodyBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault(400, "Invalid input for field/attribute body. The body is not JSON.");
  }
}

/** The text of a request of at most so many bytes. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Fault(413, "Request body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads the attributes of one object. Clients may send numbers and booleans as strings. What is absent is `undefined`,
 * so that a service's default or the stored value stands; what does not fit is handed on as it is, for the model to refuse.
 */
export class Body {
  private readonly known = new Set<string>();

  constructor(
    readonly raw: Record<string, unknown>,
    private readonly at = "",
  ) {}

  has(name: string): boolean {
    this.known.add(name);
    return this.raw[name] !== undefined;
  }

  /** Absent and, where null is no value of the attribute, null: the default. */
  value(name: string): unknown {
    this.known.add(name);
    return this.raw[name] ?? undefined;
  }

  text(name: string): string | undefined {
    return this.value(name) as string | undefined;
  }

  integer(name: string): number | undefined {
    const value = this.value(name);
    return (typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value) as number | undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "boolean") return value;
    const word = textOf(value).toLowerCase();
    if (word === "true" || word === "false") return word === "true";
    throw invalidInput(this.at + name, value, "Use true or false.");
  }

  list(name: string): unknown[] | undefined {
    const value = this.value(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw invalidInput(this.at + name, value, "Use a list.");
  }

  object(name: string): Body | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw invalidInput(this.at + name, value, "Use an object.");
    return new Body(value, `${this.at}${name}.`);
  }

  objects(name: string): Body[] {
    return (this.list(name) ?? []).map((value, index) => {
      if (!isObject(value)) throw invalidInput(`${this.at}${name}`, value, "Use a list of objects.");
      return new Body(value, `${this.at}${name}.${index}.`);
    });
  }

  /** An attribute that must be there. */
  need(name: string): void {
    if (this.value(name) === undefined) throw invalidInput(this.at + name, undefined, "Mandatory field missing.");
  }

  /** Attributes that are understood and do nothing here. */
  ignore(...names: string[]): void {
    for (const name of names) this.known.add(name);
  }

  /** Attributes that cannot change after creation. */
  fixed(...names: string[]): void {
    for (const name of names) {
      if (this.has(name)) throw invalidInput(this.at + name, this.raw[name], "This attribute cannot be changed.");
    }
  }

  /** Refuses what nobody read: a typing mistake must not pass for success. */
  finish(): void {
    const unknown = Object.keys(this.raw).find((name) => !this.known.has(name));
    if (unknown !== undefined) throw invalidInput(this.at + unknown, this.raw[unknown], "Unknown attribute.");
  }
}

/** Clients send null for what is back to its default. */
export function nulled(body: Body, name: string): boolean {
  return body.has(name) && body.raw[name] === null;
}

/** Of a change: absent leaves the text as it is, null empties it. */
export function clearable(body: Body, name: string): string | undefined {
  return nulled(body, name) ? "" : body.text(name);
}

export function changedTags(body: Body): string[] | undefined {
  return nulled(body, "tags") ? [] : (body.list("tags") as string[] | undefined);
}
