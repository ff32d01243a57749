import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { CopyButton } from "@/components/ui/copy-button";
import { Note } from "@/components/ui/note";

/** What an administrator types in a terminal, to copy. The console never does it for him: it needs root. */
export function CommandNote({ command }: { command: string }) {
  const t = useTranslations("network");
  return (
    <Note tone="warn">
      <Shape name="triangle" />
      <div className="min-w-0 flex-1">
        <p className="text-xs">{t("addsIt")}</p>
        <p className="mt-1 flex items-center gap-1">
          <code className="mono min-w-0 break-words">{command}</code>
          <CopyButton value={command} />
        </p>
      </div>
    </Note>
  );
}
