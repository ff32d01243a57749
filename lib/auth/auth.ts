import "server-only";
import { betterAuth } from "better-auth";
import { eq } from "drizzle-orm";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { username } from "better-auth/plugins/username";
import type { Db } from "@/lib/db/client";
import { getDatabase } from "@/lib/db/client";
import { account, session, user, verification } from "@/lib/db/schema";
import { readAuthKey } from "./keys";
import { passwordLength } from "./password";
import { peerHeader } from "./peer";

/** Seconds after which an unused session ends, and after which a used one is prolonged. */
const sessionS = 7 * 86_400;
const prolongS = 86_400;

export function createAuth(db: Db, secret: string) {
  return betterAuth({
    appName: "Evenkeel",
    secret,
    database: drizzleAdapter(db, { provider: "sqlite", schema: { user, session, account, verification } }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: "observer", input: false },
        projectId: { type: "string", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: sessionS, updateAge: prolongS },
    databaseHooks: {
      session: {
        create: {
          /** Who is disabled gets no session, however right the password is. */
          before: async ({ userId }) => {
            const found = db.select({ at: user.disabledAt }).from(user).where(eq(user.id, userId)).get();
            return found?.at == null ? undefined : false;
          },
        },
      },
    },
    plugins: [username()],
    disabledPaths: [
      "/sign-up/email",
      "/sign-in/email",
      "/is-username-available",
      "/update-user",
      "/change-email",
      "/change-password",
    ],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 600,
      customRules: { "/sign-in/username": { window: 60, max: 60 }, "/get-session": false },
    },
    telemetry: { enabled: false },
    logger: { level: "error" },
    advanced: {
      cookiePrefix: "evenkeel",
      // The console speaks plain HTTP; a proxy that ends TLS may add the attribute.
      useSecureCookies: false,
      // lib/auth/origin checks every request that carries the cookie, these routes included.
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: [peerHeader] },
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;

const holder = globalThis as { evenkeelAuth?: Auth };

/** The installation's authentication, made at the first call. */
export function getAuth(): Auth {
  holder.evenkeelAuth ??= createAuth(getDatabase(), readAuthKey());
  return holder.evenkeelAuth;
}
