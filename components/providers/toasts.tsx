"use client";

import { useTheme } from "next-themes";
import { Toaster } from "sonner";

export function Toasts() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        style: {
          background: "var(--popover)",
          color: "var(--foreground)",
          border: "1px solid var(--border-strong)",
          borderRadius: "var(--radius)",
          boxShadow: "var(--elevation-2)",
          fontFamily: "var(--face-sans)",
          fontSize: "var(--type-13)",
        },
      }}
    />
  );
}
