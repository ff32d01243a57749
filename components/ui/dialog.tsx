"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** A shape in front of the title. */
  mark?: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  className?: string;
}

export function Dialog({
  open,
  onOpenChange,
  title,
  mark,
  description,
  children,
  footer,
  initialFocus,
  className,
}: DialogProps) {
  const t = useTranslations("common");
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Base.Viewport className="fixed inset-0 z-40 grid grid-cols-1 place-items-center overflow-y-auto p-4">
          <Base.Popup
            initialFocus={initialFocus}
            className={cn(
              "w-135 max-w-full rounded-md bg-popover shadow-xl outline-none focus-visible:shadow-xl!",
              className,
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4.5">
              {mark && <span className="mt-0.5 shrink-0">{mark}</span>}
              <Base.Title className="min-w-0 text-lg font-semibold tracking-[-.01em] break-words">{title}</Base.Title>
              <Base.Close
                render={<IconButton label={t("close")} icon={<X />} variant="quiet" size="sm" className="ml-auto" />}
              />
            </header>
            <div className="px-5 pt-2 pb-4.5">
              {description && (
                <Base.Description className={cn("text-muted-foreground", mark && "pl-8")}>
                  {description}
                </Base.Description>
              )}
              {children}
            </div>
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 rounded-b-md border-t bg-sunken px-5 py-3">
                {footer}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
