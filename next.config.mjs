import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** On every answer; pages have a policy of their scripts beside it (proxy.ts). */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  distDir: process.env.EVENKEEL_DIST ?? ".next",
  serverExternalPackages: ["better-sqlite3"],
  headers: async () => [{ source: "/:path*", headers }],
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
