"use client";

import { useTranslations } from "next-intl";
import type * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { useZodForm } from "@/components/form/use-zod-form";
import { createCertificateAction, updateCertificateAction } from "@/lib/actions/certificate";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type Certificate, CertificateEdit, CertificateForm, type CertificateView } from "@/lib/model/certificate";
import { generateName } from "@/lib/model/text";
import { CertificateFields } from "./certificate-fields";

type Values = z.input<typeof CertificateForm>;

const empty = { certificate: "", privateKey: "", password: "" };

export function CreateCertificateDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("certificate");
  const refresh = useRefreshResources();
  const form = useZodForm<Values, z.output<typeof CertificateForm>>(CertificateForm, {
    name: generateName("cert"),
    type: "server",
    domain: "",
    description: "",
    ...empty,
  });
  return (
    <FormDialog
      form={form}
      title={t("createTitle")}
      submitLabel={t("create")}
      onClose={onClose}
      className="w-160"
      onSubmit={async (values) => {
        const result = await createCertificateAction(values);
        if (!result.ok) return result.error;
        notify(t("created", { name: result.data.name }));
        refresh();
        return null;
      }}
    >
      <CertificateFields />
    </FormDialog>
  );
}

interface EditProps {
  certificate: CertificateView;
  onClose: () => void;
  onSaved?: (saved: Certificate) => void;
}

/** All of it can change (CE-07); what is left empty stays. */
export function EditCertificateDialog({ certificate: stored, onClose, onSaved }: EditProps) {
  const t = useTranslations("certificate");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const { id, name, type, domain, description } = stored;
  const form = useZodForm<z.input<typeof CertificateEdit>, z.output<typeof CertificateEdit>>(CertificateEdit, {
    name,
    type,
    domain,
    description,
    ...empty,
  });
  return (
    <FormDialog
      form={form}
      title={t("editTitle", { name })}
      description={t("replaceHint")}
      submitLabel={common("save")}
      onClose={onClose}
      className="w-160"
      onSubmit={async ({ certificate, privateKey, password, type: _type, ...values }) => {
        const replaces = certificate.trim() !== "" || privateKey.trim() !== "";
        const material = replaces ? { certificate: certificate || undefined, privateKey, password } : {};
        const result = await updateCertificateAction({ id, ...values, ...material });
        if (!result.ok) return result.error;
        notify(t("saved", { name: result.data.name }));
        refresh();
        onSaved?.(result.data);
        return null;
      }}
    >
      <CertificateFields replaces />
    </FormDialog>
  );
}
