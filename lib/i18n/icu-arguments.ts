/** Names of the arguments (and `<tags>`) that an ICU message takes, sorted, without repetition. */
export function icuArguments(message: string): string[] {
  const names = new Set<string>();
  readText(message, 0, names);
  return [...names].toSorted();
}

function readText(message: string, start: number, names: Set<string>): number {
  let at = start;
  while (at < message.length && message[at] !== "}") {
    if (message[at] === "{") {
      at = readArgument(message, at + 1, names);
      continue;
    }
    const tag = /^<([a-zA-Z]\w*)>/.exec(message.slice(at));
    if (tag?.[1]) names.add(`<${tag[1]}>`);
    at += 1;
  }
  return at;
}

function readArgument(message: string, start: number, names: Set<string>): number {
  const head = /^\s*([\w.]+)\s*(?:,\s*(\w+)\s*,?)?/.exec(message.slice(start));
  if (!head?.[1]) return message.length;
  names.add(head[1]);
  let at = start + head[0].length;
  while (at < message.length && message[at] !== "}") {
    at = message[at] === "{" ? readText(message, at + 1, names) + 1 : at + 1;
  }
  return at + 1;
}
