/** Runs once in each server process of Next, before it answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startConsole } = await import("@/lib/http/start-console");
    await startConsole();
  }
}
