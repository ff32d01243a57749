"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { rule } from "@/lib/model/rule";
import { AuthCard } from "./auth-card";
import { RefusalNote } from "./refusal-note";
import { type SignInAnswer, signIn } from "./sign-in";

const SignIn = z.object({
  username: z
    .string()
    .trim()
    .min(1, { error: rule("required") }),
  password: z.string().min(1, { error: rule("required") }),
});
type SignIn = z.infer<typeof SignIn>;

/** The user name stays where it is when the password is refused. */
export function SignInForm({ returnPath }: { returnPath: string }) {
  const t = useTranslations("auth");
  const router = useRouter();
  const form = useZodForm<SignIn, SignIn>(SignIn, { username: "admin", password: "" });
  const [refused, setRefused] = useState<Exclude<SignInAnswer, "ok">>();
  const [busy, setBusy] = useState(false);

  const submit = async ({ username, password }: SignIn) => {
    setBusy(true);
    setRefused(undefined);
    const answer = await signIn(username, password);
    if (answer === "ok") {
      router.replace(returnPath);
      router.refresh();
      return;
    }
    setBusy(false);
    setRefused(answer);
    if (answer === "wrong") form.setFocus("password", { shouldSelect: true });
  };

  return (
    <AuthCard title={t("signIn")} description={t("signInHint")}>
      <Form form={form} onSubmit={submit} className="grid gap-4">
        {refused && <RefusalNote>{t(refused)}</RefusalNote>}
        <TextField<SignIn> name="username" label={t("username")} autoComplete="username" />
        <TextField<SignIn>
          name="password"
          label={t("password")}
          type="password"
          autoComplete="current-password"
          autoFocus
        />
        <Button type="submit" variant="primary" busy={busy} className="mt-1 w-full">
          {t("signIn")}
        </Button>
      </Form>
    </AuthCard>
  );
}
