type Nothing = null | undefined | false;

/** Calls until it answers something other than nothing; fails with what it saw last at the deadline. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | Nothing> | T | Nothing,
  ms = 8_000,
): Promise<T> {
  const deadline = performance.now() + ms;
  let last = "";
  while (performance.now() < deadline) {
    try {
      const seen = await look();
      if (seen !== null && seen !== false && seen !== undefined) return seen;
    } catch (error) {
      last = String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not within ${ms} ms: ${what} ${last}`);
}
