"use client";

import { Plus, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { type FieldValues, useFieldArray, useFormContext } from "react-hook-form";
import { FieldError } from "@/components/form/field-row";
import { useField } from "@/components/form/use-field";
import { useNestedErrors } from "@/components/form/use-nested-errors";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NumberField } from "@/components/ui/number-field";
import { emptyRow, type ServerRow } from "./members-form";
import { PasteServers } from "./paste-servers";
import { TickServers } from "./tick-servers";

const columns = "grid grid-cols-[minmax(0,1.2fr)_minmax(0,1.4fr)_96px_88px_32px] gap-2 phone:grid-cols-2";

/** Rows of servers in a form; `name` is the path of their list. */
export function ServerRows({ name }: { name: string }) {
  const t = useTranslations("member");
  const { control, getValues } = useFormContext<FieldValues>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const errors = useNestedErrors<FieldValues>(name);
  const [panel, setPanel] = useState<"tick" | "paste">();
  const id = useId();
  const rows = () => getValues(name) as ServerRow[];
  const put = (servers: readonly ServerRow[]) => {
    const blank = rows().flatMap((row, index) => (row.address === "" && row.name === "" ? [index] : []));
    if (blank.length > 0) remove(blank);
    append([...servers], { shouldFocus: false });
    setPanel(undefined);
  };
  const toggle = (next: "tick" | "paste") => setPanel(panel === next ? undefined : next);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-[5px] font-medium">{t("servers")}</legend>
      {fields.length > 0 ? (
        <div aria-hidden="true" className={`${columns} mb-1 text-xs text-muted-foreground phone:hidden`}>
          <span>
            {t("name")} <span className="text-faint-foreground">{t("optionalName")}</span>
          </span>
          <span>{t("ip")}</span>
          <span>{t("port")}</span>
          <span>{t("weight")}</span>
        </div>
      ) : (
        <p className="mb-2 text-muted-foreground">{t("noneYet")}</p>
      )}
      <div className="grid gap-2">
        {fields.map((field, index) => {
          const cell = (part: keyof ServerRow) => `${name}.${index}.${part}`;
          const faults = (["name", "address", "port", "weight"] as const).flatMap((part) => {
            const fault = errors(`${index}.${part}`);
            return fault === undefined ? [] : [{ part, fault }];
          });
          const faultsId = faults.length > 0 ? `${id}-${index}` : undefined;
          const row = index + 1;
          const ticked = typeof (field as unknown as ServerRow).serverId === "string";
          return (
            <div key={field.id} className="phone:rounded-md phone:border phone:p-2.5">
              <div className={columns}>
                <TextCell
                  path={cell("name")}
                  head={t("name")}
                  label={t("nameOf", { row })}
                  placeholder={t("name")}
                  describedBy={faultsId}
                />
                <TextCell
                  path={cell("address")}
                  head={t("ip")}
                  label={t("ipOf", { row })}
                  placeholder="192.168.0.21"
                  describedBy={faultsId}
                  readOnly={ticked}
                  mono
                />
                <NumberCell path={cell("port")} head={t("port")} label={t("portOf", { row })} describedBy={faultsId} />
                <NumberCell
                  path={cell("weight")}
                  head={t("weight")}
                  label={t("weightOfRow", { row })}
                  describedBy={faultsId}
                />
                <IconButton
                  label={t("removeRow", { row })}
                  icon={<X />}
                  variant="quiet"
                  onClick={() => remove(index)}
                  className="phone:col-span-2 phone:justify-self-end"
                />
              </div>
              {faultsId && (
                <div id={faultsId}>
                  {faults.map(({ part, fault }) => (
                    <FieldError key={part}>{fault}</FieldError>
                  ))}
                </div>
              )}
            </div>
          );
        })}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="sm" icon={<Plus />} onClick={() => append(emptyRow(rows().at(-1)))}>
          {t("addRow")}
        </Button>
        <Button size="sm" onClick={() => toggle("tick")} aria-expanded={panel === "tick"}>
          {t("inventory")}
        </Button>
        <Button size="sm" onClick={() => toggle("paste")} aria-expanded={panel === "paste"}>
          {t("paste")}
        </Button>
        {fields.length > 0 && (
          <span className="text-xs text-faint-foreground">{t("countInList", { count: fields.length })}</span>
        )}
      </div>
      <p className="mt-2 text-xs text-muted-foreground">
        {t.rich("letIn", {
          link: (words) => (
            <Link href="/network/source-addresses" target="_blank" className="text-link underline underline-offset-2">
              {words}
            </Link>
          ),
        })}
      </p>
      {errors("root") && <FieldError>{errors("root")}</FieldError>}
      {panel === "tick" && (
        <TickServers port={rows().at(-1)?.port ?? null} onApply={put} onCancel={() => setPanel(undefined)} />
      )}
      {panel === "paste" && <PasteServers onApply={put} onCancel={() => setPanel(undefined)} />}
    </fieldset>
  );
}

interface CellProps {
  path: string;
  label: string;
  /** Above the cell on a phone, where the column heads are not shown. */
  head: string;
  describedBy: string | undefined;
}

function Cell({ head, children }: { head: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <span aria-hidden="true" className="block text-xs text-muted-foreground wide:hidden">
        {head}
      </span>
      {children}
    </div>
  );
}

function TextCell({
  path,
  label,
  head,
  describedBy,
  ...rest
}: CellProps & { placeholder: string; mono?: boolean; readOnly?: boolean }) {
  const { field, aria } = useField<FieldValues>(path);
  return (
    <Cell head={head}>
      <Input
        {...rest}
        {...field}
        {...aria}
        value={field.value ?? ""}
        aria-label={label}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
      />
    </Cell>
  );
}

function NumberCell({ path, label, head, describedBy }: CellProps) {
  const { field, aria } = useField<FieldValues>(path);
  return (
    <Cell head={head}>
      <NumberField
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        inputRef={field.ref}
        {...aria}
        aria-label={label}
        aria-describedby={describedBy}
      />
    </Cell>
  );
}
