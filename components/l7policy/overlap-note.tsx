import { useTranslations } from "next-intl";
import { Shape } from "@/components/status/shape";
import { Note } from "@/components/ui/note";

/** FP-05: two expressions should not match the same path; the earlier one takes it. */
export function OverlapNote({ example, earlier }: { example: string; earlier: string }) {
  const t = useTranslations("l7policy");
  return (
    <Note tone="warn">
      <Shape name="triangle" />
      <p className="min-w-0 break-words">
        {t.rich("overlap", { earlier, example, path: (text) => <code className="mono break-all">{text}</code> })}
      </p>
    </Note>
  );
}
