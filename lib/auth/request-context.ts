import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/services/context";
import { sessionContext } from "./context";
import { pathHeader, safeReturnPath } from "./return-path";
import { readSetupState } from "./setup";

export const signInPath = "/sign-in";
export const setUpPath = "/set-up";

/** Context of the signed-in user of this request, or null; read once a request. */
export const findContext = cache(async (): Promise<Context | null> => sessionContext(await headers()));

/** For pages: the context, or the way to sign-in, or at the first visit to set-up. */
export async function requireContext(): Promise<Context> {
  const ctx = await findContext();
  if (ctx !== null) return ctx;
  const asked = await headers();
  if (readSetupState(asked).needed) redirect(setUpPath);
  const next = safeReturnPath(asked.get(pathHeader));
  redirect(next === "/" ? signInPath : `${signInPath}?next=${encodeURIComponent(next)}`);
}
