"use client";

import { ChevronDown, KeyRound, LogOut, MonitorSmartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { Menu } from "@/components/ui/menu";
import { signOut } from "@/lib/client/sign-out";
import { ChangePasswordDialog } from "./change-password-dialog";
import { TopBarButton } from "./top-bar-button";

export interface ShellUser {
  name: string;
  role: "observer" | "operator" | "admin";
}

export function UserMenu({ user }: { user: ShellUser }) {
  const t = useTranslations("nav");
  const own = useTranslations("user");
  const router = useRouter();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <TopBarButton aria-label={`${t("user")}: ${user.name}`}>
            <span
              aria-hidden="true"
              className="grid size-6 place-items-center rounded-full bg-[#2c5566] text-[10px] font-semibold tracking-wide text-[#e8f4f8]"
            >
              {initials(user.name)}
            </span>
            <span className="max-w-40 truncate phone:hidden">{user.name}</span>
            <ChevronDown className="size-3 text-topbar-muted phone:hidden" />
          </TopBarButton>
        }
        heading={
          <div className="border-b px-2 pt-1 pb-2 mb-1">
            <p className="font-semibold">{user.name}</p>
            <p className="text-xs text-faint-foreground">{t(user.role)}</p>
          </div>
        }
        groups={[
          [
            {
              key: "sessions",
              label: t("sessions"),
              icon: <MonitorSmartphone />,
              onSelect: () => router.push("/access/sessions"),
            },
            { key: "password", label: own("change"), icon: <KeyRound />, onSelect: () => setChanging(true) },
          ],
          [{ key: "signOut", label: t("signOut"), icon: <LogOut />, onSelect: () => void signOut() }],
        ]}
      />
      {changing && <ChangePasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}

export function initials(name: string): string {
  const parts = name.split(/[\s._-]+/).filter(Boolean);
  const letters = parts.length > 1 ? parts.slice(0, 2).map((part) => [...part][0] ?? "") : [...name].slice(0, 2);
  return letters.join("").toUpperCase();
}
