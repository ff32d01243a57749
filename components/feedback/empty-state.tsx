import type { ReactNode } from "react";
import { StatePanel } from "./state-panel";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** What it is, why there is none, how to start. */
  children?: ReactNode;
  actions?: ReactNode;
}

export function EmptyState(props: EmptyStateProps) {
  return <StatePanel {...props} />;
}
