import { ensureBuilt } from "../../scripts/prepare.mjs";

/** Before the first journey: a product that has to build itself first would not answer in time. */
export default ensureBuilt;
