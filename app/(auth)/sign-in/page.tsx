import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/auth/sign-in-form";
import { findContext, setUpPath } from "@/lib/auth/request-context";
import { safeReturnPath } from "@/lib/auth/return-path";
import { readSetupState } from "@/lib/auth/setup";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("signIn") };
}

interface SignInPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const returnPath = safeReturnPath(typeof next === "string" ? next : undefined);
  if (readSetupState(await headers()).needed) redirect(setUpPath);
  if (await findContext()) redirect(returnPath);
  return <SignInForm returnPath={returnPath} />;
}
