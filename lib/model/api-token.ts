import * as z from "zod";
import { Id, integer, Name } from "./text";
import { rule } from "./rule";

/** What somebody may do, from least to most. */
export const roles = ["observer", "operator", "admin"] as const;
export type Role = (typeof roles)[number];

/** Days for which a token is good, as the form offers them; null is without end. */
export const tokenDays = [7, 30, 90, 365, null] as const;

/** Tokens that one user may have at a time. */
export const mostTokens = 100;

/** A token of the API; `userId` null: it came with the environment. */
export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  /** Null: every project that its user may see. */
  projectId: string | null;
  userId: string | null;
  createdAt: number;
  /** Ms of the epoch; null: without end. */
  expiresAt: number | null;
  lastUsedAt: number | null;
}

export interface ApiTokenView extends ApiToken {
  projectName: string;
  userName: string;
  expired: boolean;
}

/** The one time that a token is told. */
export interface NewApiToken {
  view: ApiToken;
  secret: string;
}

export const CreateApiTokenInput = z.object({
  name: Name,
  role: z.enum(roles, { error: rule("invalid") }),
  projectId: Id.nullable().default(null),
  days: integer(1, 3650).nullable().default(90),
});
export type CreateApiTokenInput = z.input<typeof CreateApiTokenInput>;
