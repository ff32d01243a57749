import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SetUpForm } from "@/components/auth/set-up-form";
import { passwordLength } from "@/lib/auth/password";
import { signInPath } from "@/lib/auth/request-context";
import { readSetupState } from "@/lib/auth/setup";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("setUp") };
}

export default async function SetUpPage() {
  const { needed, needsCode } = readSetupState(await headers());
  if (!needed) redirect(signInPath);
  return <SetUpForm needsCode={needsCode} passwordLength={passwordLength} />;
}
