import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface StatePanelProps {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
  /** The panel is all of its page: its title is the page's heading. */
  wholePage?: boolean;
}

export function StatePanel({ icon, title, children, actions, className, wholePage = false }: StatePanelProps) {
  const Title = wholePage ? "h1" : "p";
  return (
    <div className={cn("flex flex-col items-center px-4 py-12 text-center", className)}>
      {icon && <span className="mb-3 text-faint-foreground [&>svg]:size-6">{icon}</span>}
      <Title className="text-base font-semibold">{title}</Title>
      {children && <div className="mt-1 max-w-110 text-muted-foreground">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
