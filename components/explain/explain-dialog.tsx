"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { useFailureText } from "@/components/feedback/failure-text";
import { Form, FormRows } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { explainPassageAction } from "@/lib/actions/listener";
import { type PassageAnswer, PassageQuestion } from "@/lib/model/passage";
import { PassageServers } from "./passage-servers";
import { PassageSteps } from "./passage-steps";

const Question = z.object({
  listenerId: z.string(),
  client: z.string(),
  announced: z.string(),
  method: z.string(),
  via: z.enum(["private", "public"]),
  url: z.string(),
  headers: z.string(),
});
type Values = z.input<typeof Question>;

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export interface ExplainDialogProps {
  /** One of them is asked; the first at once. */
  listeners: readonly { id: string; name: string; protocol: string; port: number; acceptProxyProtocol: boolean }[];
  /** The load balancer has a public address too. */
  hasEip: boolean;
  /** A request that was seen: the form begins with it. */
  seen?: { listenerId: string; client: string; method: string; url: string; headers: string };
  onClose: () => void;
}

/** What would become of a request: every step from the client's address to the server, told by the engine. */
export function ExplainDialog({ listeners, hasEip, seen, onClose }: ExplainDialogProps) {
  const t = useTranslations("explain");
  const words = useTranslations("form");
  const common = useTranslations("common");
  const failureText = useFailureText();
  const [answer, setAnswer] = useState<PassageAnswer>();
  const [failure, setFailure] = useState<string>();
  const form = useZodForm(Question, {
    listenerId: listeners[0]?.id ?? "",
    client: "127.0.0.1",
    announced: "",
    method: "GET",
    via: "private",
    url: "/",
    headers: "",
    ...seen,
  });
  const listener = listeners.find(({ id }) => id === form.watch("listenerId"));
  const layer4 = listener?.protocol === "TCP" || listener?.protocol === "UDP";
  const announces = listener?.acceptProxyProtocol === true;
  const ask = async ({ headers, url, method, announced, ...values }: Values) => {
    setFailure(undefined);
    const known = { ...values, announced: announces && announced.trim() !== "" ? announced : null };
    const question = layer4 ? known : { ...known, method, url, headers: linesOf(headers).map(headerOf) };
    const checked = PassageQuestion.safeParse(question);
    if (!checked.success) {
      for (const { path, message } of checked.error.issues) {
        form.setError(path[0] as keyof Values, { message }, { shouldFocus: true });
      }
      return;
    }
    const result = await explainPassageAction(question).catch(() => null);
    if (result?.ok) setAnswer(result.data);
    else if (result === null) setFailure(words("noAnswer"));
    else if (result.error.fields.length === 0 || applyFieldErrors(form, result.error.fields).length > 0) {
      setFailure(failureText(result.error));
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      className="w-190"
      title={t("title")}
      description={t("hint")}
      footer={
        <>
          <Button onClick={onClose}>{common("close")}</Button>
          <Button variant="primary" type="submit" form="explain" busy={form.formState.isSubmitting}>
            {t("ask")}
          </Button>
        </>
      }
    >
      <Form form={form} id="explain" onSubmit={ask} className="mt-3">
        <FormRows>
          {listeners.length > 1 && (
            <SelectField<Values>
              name="listenerId"
              label={t("listener")}
              options={listeners.map(({ id, name, protocol, port }) => ({
                value: id,
                label: name,
                detail: `${protocol} ${port}`,
              }))}
            />
          )}
          <div className="grid grid-cols-2 items-start gap-4 phone:grid-cols-1">
            <TextField<Values> name="client" label={t("client")} hint={t("clientHint")} mono />
            {hasEip && (
              <SelectField<Values>
                name="via"
                label={t("via")}
                options={[
                  { value: "private", label: t("viaPrivate") },
                  { value: "public", label: t("viaPublic") },
                ]}
              />
            )}
          </div>
          {announces && (
            <TextField<Values> name="announced" label={t("announced")} hint={t("announcedHint")} optional mono />
          )}
          {!layer4 && (
            <div className="grid grid-cols-[140px_minmax(0,1fr)] items-start gap-4 phone:grid-cols-1">
              <SelectField<Values>
                name="method"
                label={t("method")}
                options={methods.map((value) => ({ value, label: value }))}
              />
              <TextField<Values> name="url" label={t("url")} hint={t("urlHint")} mono />
            </div>
          )}
          {!layer4 && (
            <TextareaField<Values> name="headers" label={t("headers")} hint={t("headersHint")} optional rows={2} />
          )}
        </FormRows>
      </Form>
      {failure && (
        <p role="alert" className="mt-3 flex items-center gap-1.5 text-xs text-bad-fg">
          <Shape name="diamond" tone="bad" />
          {failure}
        </p>
      )}
      {answer && (
        <div aria-live="polite" className="mt-4 grid grid-cols-1 gap-4">
          <PassageSteps answer={answer} />
          {answer.servers.length > 0 && <PassageServers answer={answer} />}
        </div>
      )}
    </Dialog>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function headerOf(line: string): { name: string; value: string } {
  const colon = line.indexOf(":");
  return colon < 0
    ? { name: line, value: "" }
    : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
}
