import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { restore } from "./lib/backup.mjs";
import { dataDirectory, inRoot } from "./lib/paths.mjs";

const [from] = process.argv.slice(2);
try {
  if (from === undefined) throw new Error("name the backup: npm run restore -- DIRECTORY");
  const { entries } = JSON.parse(readFileSync(inRoot("drizzle/meta/_journal.json"), "utf8"));
  const data = dataDirectory();
  const aside = await restore(resolve(from), data, entries.length);
  console.log(`evenkeel: ${data} is as in ${from}; what was there is in ${aside}. Start it with npm start.`);
} catch (error) {
  console.error(`evenkeel: ${error.message}`);
  process.exit(1);
}
