import { resolve } from "node:path";
import { backUp } from "./lib/backup.mjs";
import { dataDirectory } from "./lib/paths.mjs";

const [to] = process.argv.slice(2);
const target = resolve(to ?? `evenkeel-backup-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}`);
try {
  backUp(dataDirectory(), target);
  console.log(`evenkeel: backed up to ${target}. It holds private keys: keep it as safe as the installation.`);
} catch (error) {
  console.error(`evenkeel: ${error.message}`);
  process.exit(1);
}
