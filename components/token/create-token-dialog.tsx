"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { SelectField } from "@/components/form/select-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { createApiTokenAction } from "@/lib/actions/token";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type Role, roles, tokenDays } from "@/lib/model/api-token";
import type { Project } from "@/lib/model/project";
import { generateName, Name } from "@/lib/model/text";

const everything = "all";
const TokenForm = z.object({ name: Name, role: z.enum(roles), projectId: z.string(), days: z.string() });

export interface CreateTokenDialogProps {
  /** Of who makes it: a token may not do more. */
  role: Role;
  /** The only project of who makes it; null: every one. */
  onlyProjectId: string | null;
  projects: readonly Project[];
  onClose: () => void;
}

export function CreateTokenDialog({ role: most, onlyProjectId, projects, onClose }: CreateTokenDialogProps) {
  const t = useTranslations("token");
  const names = useTranslations("nav");
  const refresh = useRefreshResources();
  // The form is over then, and what it made is shown in its place.
  const isMade = useRef(false);
  const [secret, setSecret] = useState<string>();
  const form = useZodForm(TokenForm, {
    name: generateName("token"),
    role: "observer",
    projectId: onlyProjectId ?? everything,
    days: "90",
  });
  if (secret !== undefined) return <TokenReady secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      title={t("create")}
      description={t("createHint")}
      submitLabel={t("create")}
      onClose={() => isMade.current || onClose()}
      onSubmit={async ({ name, role, projectId: chosen, days }) => {
        const projectId = chosen === everything ? null : chosen;
        const result = await createApiTokenAction({
          name,
          role,
          projectId,
          days: days === "null" ? null : Number(days),
        });
        if (!result.ok) return result.error;
        isMade.current = true;
        setSecret(result.data.secret);
        notify(t("created", { name }));
        refresh();
        return null;
      }}
    >
      <NameField name="name" />
      <SelectField
        name="role"
        label={t("role")}
        hint={t("roleHint")}
        options={roles.slice(0, roles.indexOf(most) + 1).map((value) => ({ value, label: t(value) }))}
      />
      <SelectField
        name="projectId"
        label={names("project")}
        options={[
          ...(onlyProjectId === null ? [{ value: everything, label: names("allProjects") }] : []),
          ...projects.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SelectField
        name="days"
        label={t("expires")}
        options={tokenDays.map((days) => ({
          value: String(days),
          label: days === null ? t("never") : t("inDays", { count: days }),
        }))}
      />
    </FormDialog>
  );
}

/** The one time that it is shown. */
function TokenReady({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslations("token");
  const header = `X-Auth-Token: ${secret}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("ready")}
      description={t("readyHint")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <p className="mt-3 flex items-center gap-2 rounded-md border bg-sunken px-3 py-2">
        <code className="mono min-w-0 flex-1 break-all" data-testid="token">
          {secret}
        </code>
        <CopyButton value={secret} label={t("copy")} />
      </p>
      <p className="mt-3 text-muted-foreground">{t("use")}</p>
      <p className="mt-1.5 flex items-center gap-2 rounded-md border bg-sunken px-3 py-2">
        <code className="mono min-w-0 flex-1 break-all">{header}</code>
        <CopyButton value={header} label={t("copyHeader")} />
      </p>
    </Dialog>
  );
}
