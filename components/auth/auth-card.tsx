import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

export interface AuthCardProps {
  title: string;
  description: ReactNode;
  children: ReactNode;
}

export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <Card className="px-6 pt-5 pb-6 phone:px-4">
      <h1 className="text-xl font-semibold tracking-[-.012em]">{title}</h1>
      <p className="mt-1 mb-5 text-muted-foreground">{description}</p>
      {children}
    </Card>
  );
}
