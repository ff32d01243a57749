"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { TextButton } from "@/components/ui/text-button";
import type { ListPreferences } from "@/lib/model/list-preferences";

export interface PreferencesMenuProps {
  columns: readonly { id: string; header: string; pinned?: boolean; shown: boolean }[];
  preferences: ListPreferences;
  onChange: (next: ListPreferences | null) => void;
}

export function PreferencesMenu({ columns, preferences, onChange }: PreferencesMenuProps) {
  const t = useTranslations("table");
  return (
    <Popover
      label={t("preferences")}
      trigger={<IconButton label={t("preferences")} icon={<Columns3 />} className="phone:order-1" />}
    >
      <p className="mb-2 text-xs text-faint-foreground">{t("columns")}</p>
      <div className="grid gap-1">
        {columns.map((column) => (
          <label key={column.id} className="flex min-h-7 items-center gap-2 phone:min-h-10">
            <Checkbox
              checked={column.shown}
              disabled={column.pinned}
              onCheckedChange={(shown) =>
                onChange({ ...preferences, columns: { ...preferences.columns, [column.id]: shown } })
              }
            />
            {column.header}
          </label>
        ))}
      </div>
      <p className="mt-3 mb-2 text-xs text-faint-foreground">{t("density")}</p>
      <Segmented
        label={t("density")}
        size="sm"
        value={preferences.density}
        onValueChange={(density) => onChange({ ...preferences, density })}
        options={[
          { value: "comfortable", label: t("comfortable") },
          { value: "compact", label: t("compact") },
        ]}
      />
      <div className="mt-3 border-t pt-2">
        <TextButton onClick={() => onChange(null)}>{t("reset")}</TextButton>
      </div>
    </Popover>
  );
}
