import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";

export interface Crumb {
  label: ReactNode;
  /** The last one is the page itself and has none. */
  href?: string;
}

export interface PageHeadProps {
  crumbs?: readonly Crumb[];
  title: ReactNode;
  /** `(9/12)` behind the title. */
  counter?: ReactNode;
  /** States behind the title. */
  badges?: ReactNode;
  /** At the right, the primary one last. */
  actions?: ReactNode;
}

export function PageHead({ crumbs = [], title, counter, badges, actions }: PageHeadProps) {
  return (
    <>
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
      <div className="mb-3.5 flex min-h-9 items-center gap-3 phone:flex-wrap phone:gap-2">
        <h1 className="min-w-0 text-xl font-semibold tracking-[-.012em] break-words">
          {title} {counter && <span className="font-normal tracking-normal text-faint-foreground">{counter}</span>}
        </h1>
        {badges}
        {actions && (
          <div className="ml-auto flex items-center gap-2 phone:ml-0 phone:w-full phone:flex-wrap phone:*:last:flex-1">
            {actions}
          </div>
        )}
      </div>
    </>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useTranslations("nav");
  return (
    <nav
      aria-label={t("breadcrumb")}
      className="mb-1 flex h-5 items-center gap-1.5 overflow-x-auto text-xs whitespace-nowrap text-faint-foreground [scrollbar-width:none]"
    >
      {crumbs.map((crumb, index) => (
        <Fragment key={crumb.href ?? "page"}>
          {index > 0 && <ChevronRight className="size-3" />}
          {crumb.href ? (
            <Link href={crumb.href} className="text-link">
              {crumb.label}
            </Link>
          ) : (
            <span aria-current="page">{crumb.label}</span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
