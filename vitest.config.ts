import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: { "@/": `${root}/`, "server-only": `${root}/node_modules/next/dist/compiled/server-only/empty.js` },
  },
  test: {
    include: ["{lib,engine,components,app,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", ".next/**", ".build/**"],
    globalSetup: "scripts/vitest-setup.mjs",
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
