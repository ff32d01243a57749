import type { ReactNode } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { FormRows } from "./form";

export interface FormCardProps {
  title: ReactNode;
  side?: ReactNode;
  children: ReactNode;
  /** Save buttons of a card that is saved by itself. */
  foot?: ReactNode;
}

export function FormCard({ title, side, children, foot }: FormCardProps) {
  return (
    <Card>
      <CardHead title={title} side={side} className="min-h-12" />
      <FormRows className="px-4 pt-1 pb-5 phone:px-3">{children}</FormRows>
      {foot && <FormFoot>{foot}</FormFoot>}
    </Card>
  );
}

export function FormFoot({ children }: { children: ReactNode }) {
  return (
    <div className="bottom-0 z-10 flex wide:sticky flex-wrap items-center gap-2 rounded-b-md border-t bg-sunken px-4 py-3 phone:px-3">
      {children}
    </div>
  );
}
