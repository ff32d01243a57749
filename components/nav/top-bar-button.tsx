import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

export function TopBarButton({ square = false, className, ...rest }: ComponentProps<"button"> & { square?: boolean }) {
  return (
    <button
      type="button"
      className={cn(
        "keep-radius inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 whitespace-nowrap hover:bg-topbar-control data-popup-open:bg-topbar-control phone:h-10",
        square && "w-8 justify-center px-0 text-topbar-muted hover:text-topbar-foreground phone:w-10",
        className,
      )}
      {...rest}
    />
  );
}
