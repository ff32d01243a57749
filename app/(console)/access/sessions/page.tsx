import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { SessionList } from "@/components/session/session-list";
import { currentSessionId } from "@/lib/auth/context";
import { requireContext } from "@/lib/auth/request-context";
import { listSessions } from "@/lib/services/session/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("session"))("title") };
}

export default async function SessionsPage() {
  const ctx = await requireContext();
  const data = listSessions(ctx, await currentSessionId(await headers()));
  return <SessionList initial={{ data, readAt: ctx.now() }} ownUserId={ctx.actor.id} />;
}
