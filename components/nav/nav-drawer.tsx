"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { TopBarButton } from "./top-bar-button";

/** Below 720 px the navigation comes from the side; a page change closes it. */
export function NavDrawer({ children }: { children: ReactNode }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const [openAt, setOpenAt] = useState<string>();
  return (
    <Dialog.Root open={openAt === path} onOpenChange={(open) => setOpenAt(open ? path : undefined)}>
      <Dialog.Trigger
        render={
          <TopBarButton square aria-label={t("open")} className="wide:hidden">
            <MenuIcon />
          </TopBarButton>
        }
      />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-66 max-w-[80vw] flex-col overflow-y-auto bg-sidebar px-2 py-2.5 text-sidebar-foreground shadow-xl outline-none focus-visible:shadow-xl!">
          <Dialog.Title className="sr-only">{t("open")}</Dialog.Title>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
