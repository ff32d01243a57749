import type { ReactNode } from "react";
import { cn } from "./cn";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn("rounded-sm border border-current px-[5px] font-sans text-2xs leading-4 font-medium", className)}
    >
      {children}
    </kbd>
  );
}
