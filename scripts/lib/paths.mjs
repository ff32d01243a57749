import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Absolute path of a file of the checkout. */
export const inRoot = (...parts) => resolve(root, ...parts);

/** Absolute data directory; `EVENKEEL_DATA`, default `./data`. */
export const dataDirectory = () => resolve(process.cwd(), process.env.EVENKEEL_DATA ?? inRoot("data"));
