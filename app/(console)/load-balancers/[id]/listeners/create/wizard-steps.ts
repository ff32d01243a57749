export const stepIds = ["listener", "group", "check"] as const;
export type StepId = (typeof stepIds)[number];

/** The step that holds a field. */
export function stepOf(path: string): StepId {
  if (path.startsWith("listener") || path === "redirectListenerId") return "listener";
  return path.startsWith("pool.healthMonitor") ? "check" : "group";
}

export function isStepId(value: unknown): value is StepId {
  return stepIds.some((id) => id === value);
}
