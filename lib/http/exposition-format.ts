/** Samples of one name; `help` is one line. */
export interface Family {
  name: string;
  help: string;
  type: "counter" | "gauge";
  samples: readonly Sample[];
}

export interface Sample {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** Prometheus' text format, version 0.0.4. Families without samples are left out. */
export function writeExposition(families: readonly Family[]): string {
  const lines = families.flatMap(({ name, help, type, samples }) => {
    if (samples.length === 0) return [];
    return [
      `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ labels, value }) => `${name}${labelsOf(labels)} ${value}`),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
