import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  distDir: process.env.EVENKEEL_DIST ?? ".next",
  serverExternalPackages: ["better-sqlite3"],
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
