"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import * as z from "zod";
import { useFailureText } from "@/components/feedback/failure-text";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { completeSetupAction } from "@/lib/actions/setup";
import { rule } from "@/lib/model/rule";
import { AuthCard } from "./auth-card";
import { RefusalNote } from "./refusal-note";
import { signIn } from "./sign-in";

export interface SetUpFormProps {
  /** The visitor is on another host and proves to be the operator by the code that the terminal shows. */
  needsCode: boolean;
  passwordLength: { min: number; max: number };
}

interface SetUp {
  password: string;
  repeated: string;
  code: string;
}

/** First visit: the password of `admin`, then straight into the console. */
export function SetUpForm({ needsCode, passwordLength }: SetUpFormProps) {
  const t = useTranslations("auth");
  const router = useRouter();
  const failureText = useFailureText();
  const schema = useMemo(() => setUpSchema(passwordLength, needsCode), [passwordLength, needsCode]);
  const form = useZodForm<SetUp, SetUp>(schema, { password: "", repeated: "", code: "" });
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);

  const submit = async ({ password, code }: SetUp) => {
    setBusy(true);
    setRefused(undefined);
    const result = await completeSetupAction({ password, code: needsCode ? code : undefined });
    if (!result.ok) {
      setBusy(false);
      const rest = applyFieldErrors(form, result.error.fields);
      if (rest.length > 0 || result.error.fields.length === 0) setRefused(failureText(result.error));
      return;
    }
    const answer = await signIn("admin", password);
    router.replace(answer === "ok" ? "/" : "/sign-in");
    router.refresh();
  };

  return (
    <AuthCard
      title={t("setUp")}
      description={t.rich("setUpHint", { b: (text) => <b className="font-semibold text-foreground">{text}</b> })}
    >
      <Form form={form} onSubmit={submit} className="grid gap-4">
        {refused && <RefusalNote>{refused}</RefusalNote>}
        <input type="text" name="username" value="admin" autoComplete="username" readOnly hidden />
        {needsCode && (
          <TextField<SetUp> name="code" label={t("code")} hint={t("codeHint")} autoComplete="one-time-code" mono />
        )}
        <TextField<SetUp>
          name="password"
          label={t("newPassword")}
          type="password"
          autoComplete="new-password"
          hint={t("passwordHint", passwordLength)}
          autoFocus={!needsCode}
        />
        <TextField<SetUp> name="repeated" label={t("repeat")} type="password" autoComplete="new-password" />
        <Button type="submit" variant="primary" busy={busy} className="mt-1 w-full">
          {t("setPassword")}
        </Button>
      </Form>
    </AuthCard>
  );
}

function setUpSchema({ min, max }: SetUpFormProps["passwordLength"], needsCode: boolean) {
  const length = rule("passwordLength", { min, max });
  return z
    .object({
      password: z.string().min(min, { error: length }).max(max, { error: length }),
      repeated: z.string().min(1, { error: rule("required") }),
      code: needsCode
        ? z
            .string()
            .trim()
            .min(1, { error: rule("required") })
        : z.string(),
    })
    .refine(({ password, repeated }) => password === repeated, { path: ["repeated"], error: rule("mismatch") });
}
