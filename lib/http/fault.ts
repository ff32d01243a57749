/** A refusal with its HTTP status, in the words that Octavia's clients know. */
export class Fault extends Error {
  override readonly name = "Fault";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** How the message of a wrong field reads in Octavia; the value is shown as it was sent. */
export function invalidInput(field: string, value: unknown, reason: string): Fault {
  return new Fault(400, `Invalid input for field/attribute ${field}. Value: '${shown(value)}'. ${reason}`);
}

/** What Octavia answers to a value that its provider cannot do. */
export function unsupported(option: string): Fault {
  return new Fault(501, `Provider '${providerName}' does not support a requested option: ${option}`);
}

export const providerName = "evenkeel";

function shown(value: unknown): string {
  if (value === undefined || value === null) return "None";
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 200);
}

export function faultBody(status: number, text: string) {
  return { faultcode: status >= 500 ? "Server" : "Client", faultstring: text, debuginfo: null };
}
