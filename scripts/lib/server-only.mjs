import { register } from "node:module";

/** Outside of Next, which brings `server-only` along, the package is empty: `node --import` this. */
const resolver = `
export function resolve(name, context, next) {
  return name === "server-only" ? { url: "data:text/javascript,", shortCircuit: true } : next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(resolver)}`);
