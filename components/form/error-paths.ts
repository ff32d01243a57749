/** Paths of all refused fields, in the order of `order` where it names them, else as they come. */
export function errorPaths(errors: unknown, order: readonly string[] = []): string[] {
  const found = collect(errors, "");
  const rank = (path: string) => {
    const at = order.findIndex((name) => path === name || path.startsWith(`${name}.`) || generic(path) === name);
    return at < 0 ? order.length : at;
  };
  return found.toSorted((a, b) => rank(a) - rank(b));
}

export function firstErrorPath(errors: unknown, order: readonly string[] = []): string | undefined {
  return errorPaths(errors, order)[0];
}

function generic(path: string): string {
  return path.replaceAll(/\.\d+(?=\.|$)/g, ".*");
}

function collect(node: unknown, path: string): string[] {
  if (node === null || typeof node !== "object") return [];
  if ("type" in node && typeof node.type === "string") return [path];
  return Object.entries(node)
    .filter(([key]) => key !== "ref" && key !== "root")
    .flatMap(([key, inner]) => collect(inner, path === "" ? key : `${path}.${key}`));
}
