"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import * as z from "zod";
import { useFailureText } from "@/components/feedback/failure-text";
import { Form, FormRows } from "@/components/form/form";
import { TextareaField } from "@/components/form/textarea-field";
import { applyFieldErrors, useZodForm } from "@/components/form/use-zod-form";
import { Shape } from "@/components/status/shape";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHead } from "@/components/ui/card";
import { explainRoutesAction } from "@/lib/actions/l7policy";
import { readLoggedUrls } from "@/lib/client/logged-urls";
import type { L7PolicyView } from "@/lib/model/l7policy";
import { maxQuestions, type RouteAnswer, RouteQuestion } from "@/lib/model/route-question";
import { RouteAnswers } from "./route-answers";

const Question = z.object({ urls: z.string(), headers: z.string() });
type Values = z.input<typeof Question>;

interface TesterProps {
  loadBalancerId: string;
  listenerId: string;
  defaultGroup: string | null;
  policies: readonly L7PolicyView[];
}

/** Which policy takes these URLs, and why not the others: asked of the engine that forwards them. */
export function PolicyTester({ loadBalancerId, listenerId, defaultGroup, policies }: TesterProps) {
  const t = useTranslations("l7policy");
  const words = useTranslations("form");
  const failureText = useFailureText();
  const [answers, setAnswers] = useState<RouteAnswer[]>();
  const [failure, setFailure] = useState<string>();
  const form = useZodForm(Question, { urls: "", headers: "" });
  const [reading, setReading] = useState(false);
  const takeLogged = async () => {
    setReading(true);
    setFailure(undefined);
    try {
      const urls = await readLoggedUrls(loadBalancerId, listenerId, maxQuestions);
      if (urls === null) setFailure(t("loggedOff"));
      else if (urls.length === 0) setFailure(t("loggedNone"));
      else {
        form.setValue("urls", urls.join("\n"));
        await form.handleSubmit(ask)();
      }
    } catch {
      setFailure(t("loggedFailed"));
    } finally {
      setReading(false);
    }
  };
  const ask = async (values: Values) => {
    setFailure(undefined);
    const question = { listenerId, urls: linesOf(values.urls), headers: linesOf(values.headers).map(headerOf) };
    const checked = RouteQuestion.safeParse(question);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      const field = issue?.path[0] === "headers" ? "headers" : "urls";
      form.setError(field, { message: issue?.message ?? "" }, { shouldFocus: true });
      return;
    }
    const result = await explainRoutesAction(question).catch(() => null);
    if (result === null) setFailure(words("noAnswer"));
    else if (result.ok) setAnswers(result.data);
    else if (result.error.fields.length === 0 || applyFieldErrors(form, result.error.fields).length > 0) {
      setFailure(failureText(result.error));
    }
  };
  return (
    <Card aria-label={t("testTitle")}>
      <CardHead title={t("testTitle")} className="min-h-12" />
      <CardBody>
        <Form form={form} onSubmit={ask}>
          <FormRows>
            <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
              <TextareaField<Values> name="urls" label={t("testUrls")} hint={t("testUrlsHint")} rows={3} />
              <TextareaField<Values>
                name="headers"
                label={t("testHeaders")}
                hint={t("testHeadersHint")}
                optional
                rows={3}
              />
            </div>
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" busy={form.formState.isSubmitting}>
                {t("test")}
              </Button>
              <Button onClick={() => void takeLogged()} busy={reading}>
                {t("testLogged")}
              </Button>
              {failure && (
                <span role="alert" className="flex items-center gap-1.5 text-xs text-bad-fg">
                  <Shape name="diamond" tone="bad" />
                  {failure}
                </span>
              )}
            </div>
          </FormRows>
        </Form>
        {answers && <RouteAnswers answers={answers} defaultGroup={defaultGroup} policies={policies} />}
      </CardBody>
    </Card>
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
