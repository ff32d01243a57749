/** Runs once in each server process of Next, before it answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { installPeerHeader } = await import("@/lib/auth/peer");
  const { bootstrapAuth } = await import("@/lib/auth/bootstrap");
  const { startEngineClient } = await import("@/lib/engine-client/start");
  const print = (line: string) => void process.stdout.write(`[console] ${line}\n`);
  installPeerHeader();
  await bootstrapAuth(print);
  startEngineClient(print);
}
