import { existsSync } from "node:fs";
import { capture, run } from "./run.mjs";
import { inRoot } from "./paths.mjs";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

const installed = () =>
  [process.env.EVENKEEL_CHROMIUM, ...known].find((path) => path !== undefined && existsSync(path));

/**
 * Path of a Chromium for the journeys: one that is installed, else Debian's package where it may be installed, else
 * Playwright's own download (undefined: Playwright finds that itself).
 */
export async function ensureBrowser() {
  const found = installed();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("evenkeel: installing Debian's chromium package for the browser journeys");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await capture("apt-get", ["update"], { env });
    await capture("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], { env });
    const after = installed();
    if (after !== undefined) return after;
  }
  const code = await run(inRoot("node_modules/.bin/playwright"), ["install", "chromium"]);
  if (code !== 0) throw new Error("no Chromium: install one and name it in EVENKEEL_CHROMIUM");
  return undefined;
}
