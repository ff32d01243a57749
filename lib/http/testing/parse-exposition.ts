export interface ParsedFamily {
  type: string;
  help: string;
  samples: { labels: Record<string, string>; value: number }[];
}

const nameOf = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const helpLine = new RegExp(`^# HELP (${nameOf}) ((?:[^\\\\\\n]|\\\\\\\\|\\\\n)+)$`);
const typeLine = new RegExp(`^# TYPE (${nameOf}) (counter|gauge|histogram|summary|untyped)$`);
const sampleLine = new RegExp(`^(${nameOf})(?:\\{(.*)\\})? (-?(?:\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)|NaN|[+-]Inf)$`);
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(,|$)/y;

/**
 * Prometheus' text format, version 0.0.4, strictly: HELP and TYPE once before the samples of a name, which stand
 * together; no series twice; a counter's name ends in `_total` and it is not negative. Throws what is wrong.
 */
export function parseExposition(text: string): Map<string, ParsedFamily> {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families = new Map<string, ParsedFamily>();
  const series = new Set<string>();
  let current: [string, ParsedFamily] | null = null;
  let helped: [string, string] | null = null;
  for (const line of text.slice(0, -1).split("\n")) {
    const help = helpLine.exec(line);
    const type = typeLine.exec(line);
    if (help !== null) {
      helped = [help[1] ?? "", help[2] ?? ""];
    } else if (type !== null) {
      const [, name = "", kind = ""] = type;
      if (helped?.[0] !== name) throw new Error(`${name} has no HELP before its TYPE`);
      if (families.has(name)) throw new Error(`${name} comes twice`);
      if ((kind === "counter") !== name.endsWith("_total")) throw new Error(`${name} is no name of a ${kind}`);
      current = [name, { type: kind, help: helped[1], samples: [] }];
      families.set(...current);
    } else {
      const [, name, labelText = "", value] = sampleLine.exec(line) ?? [];
      if (name === undefined) throw new Error(`not a line: ${line}`);
      if (current?.[0] !== name) throw new Error(`${name} does not stand under its TYPE`);
      const labels = parseLabels(labelText);
      const identity = `${name} ${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => a.localeCompare(b)))}`;
      if (series.has(identity)) throw new Error(`twice: ${identity}`);
      series.add(identity);
      if (current[1].type === "counter" && !(Number(value) >= 0)) throw new Error(`${name} is ${value}`);
      current[1].samples.push({ labels, value: Number(value) });
    }
  }
  return families;
}

const unescaped: Readonly<Record<string, string>> = { "\\\\": "\\", '\\"': '"', "\\n": "\n" };

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  for (let at = 0; at < text.length; at = labelPair.lastIndex) {
    const [, label, value = ""] = labelPair.exec(text) ?? [];
    if (label === undefined) throw new Error(`not labels: ${text}`);
    if (label in labels) throw new Error(`label ${label} twice`);
    labels[label] = value.replaceAll(/\\[\\"n]/g, (escape) => unescaped[escape] ?? escape);
  }
  return labels;
}
