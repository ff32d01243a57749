"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { ChoiceField } from "@/components/form/choice-field";
import { FormDialog } from "@/components/form/form-dialog";
import { NameField } from "@/components/form/name-fields";
import { NumberField } from "@/components/form/number-field";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { issueCertificateAction } from "@/lib/actions/certificate";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type CertificateView, type IssuedClient, IssueCertificateInput } from "@/lib/model/certificate";
import { generateName } from "@/lib/model/text";
import { download, fileName, fromBase64 } from "./download";

const self = "self";

/** As it is typed: names in one line, and the certificate itself among those that may sign. */
const Typed = z.object({
  kind: z.string(),
  name: z.string(),
  names: z.string(),
  authorityId: z.string(),
  days: z.number().nullable(),
  password: z.string(),
});
type Values = z.input<typeof Typed>;

type Issue = z.output<typeof IssueCertificateInput>;
type Told = Omit<Values, "names" | "authorityId"> & { names: string[]; authorityId: string | null };

const IssueForm = Typed.transform(({ names, authorityId, ...rest }) => ({
  ...rest,
  names: rest.kind === "server" ? names.split(/[\s,;，；]+/).filter((name) => name !== "") : [],
  authorityId: authorityId === self || rest.kind === "authority" ? null : authorityId,
})).pipe(IssueCertificateInput as unknown as z.ZodType<Issue, Told>);

/** `authorities`: those that were made here and can sign. */
export function IssueDialog({
  authorities,
  onClose,
}: {
  authorities: readonly CertificateView[];
  onClose: () => void;
}) {
  const t = useTranslations("certificate");
  const refresh = useRefreshResources();
  // The form is over then, and what it made is shown in its place.
  const isMade = useRef(false);
  const [made, setMade] = useState<{ name: string; client: IssuedClient }>();
  const form = useZodForm<Values, Issue>(IssueForm, {
    kind: "server",
    name: generateName("test"),
    names: "",
    authorityId: authorities[0]?.id ?? self,
    days: 365,
    password: "",
  });
  const kind = useWatch({ control: form.control, name: "kind" });
  if (made !== undefined) return <ClientReady {...made} onClose={onClose} />;
  const signers = authorities.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      form={form}
      title={t("issueTitle")}
      description={t("issueHint")}
      submitLabel={t("issueSubmit")}
      onClose={() => isMade.current || onClose()}
      className="w-140"
      onSubmit={async (values) => {
        const result = await issueCertificateAction(values);
        if (!result.ok) return result.error;
        refresh();
        if (result.data.client === null) {
          notify(t("issued", { name: values.name }));
          onClose();
        } else {
          isMade.current = true;
          setMade({ name: values.name, client: result.data.client });
        }
        return null;
      }}
    >
      <ChoiceField<Values>
        name="kind"
        label={t("kind")}
        columns={3}
        choices={(["authority", "server", "client"] as const).map((value) =>
          value === "client" && authorities.length === 0
            ? { value, title: t(`kind${value}`), unusable: t("noAuthority") }
            : { value, title: t(`kind${value}`), detail: t(`kind${value}Hint`) },
        )}
      />
      <NameField<Values> name="name" />
      {kind === "server" && (
        <TextField<Values> name="names" label={t("issueNames")} hint={t("issueNamesHint")} autoComplete="off" />
      )}
      {kind !== "authority" && (
        <SelectField<Values>
          name="authorityId"
          label={t("authority")}
          options={kind === "server" ? [...signers, { value: self, label: t("itself") }] : signers}
        />
      )}
      <NumberField<Values> name="days" label={t("days")} />
      {kind === "client" && (
        <TextField<Values> name="password" label={t("p12Password")} type="password" autoComplete="new-password" />
      )}
    </FormDialog>
  );
}

function ClientReady({ name, client, onClose }: { name: string; client: IssuedClient; onClose: () => void }) {
  const t = useTranslations("certificate");
  const file = fileName(name);
  const pem = "application/x-pem-file";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("issued", { name })}
      description={t("clientMade", { name })}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          icon={<Download />}
          onClick={() => download(`${file}.p12`, "application/x-pkcs12", fromBase64(client.p12))}
        >
          {t("downloadP12")}
        </Button>
        <Button icon={<Download />} onClick={() => download(`${file}.crt`, pem, client.certificatePem)}>
          {t("downloadPem")}
        </Button>
        <Button icon={<Download />} onClick={() => download(`${file}.key`, pem, client.privateKeyPem)}>
          {t("downloadKey")}
        </Button>
      </div>
    </Dialog>
  );
}
