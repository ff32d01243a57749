import { Port } from "@/lib/model/text";

/** Ports of a text such as `8080, 8081`, each once, in order; the first part that is no port is named. */
export function parsePorts(text: string): { ports: number[]; fault: string | null } {
  const ports = new Set<number>();
  for (const part of text.split(/[\s,;，；、]+/u)) {
    if (part === "") continue;
    const port = /^\d{1,5}$/.test(part) ? Port.safeParse(Number(part)) : null;
    if (!port?.success) return { ports: [], fault: part.slice(0, 40) };
    ports.add(port.data);
  }
  return { ports: [...ports], fault: null };
}
