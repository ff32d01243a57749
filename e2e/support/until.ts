/** Waits for a condition; an exception counts as "not yet". Fails with what it waited for and the last exception. */
export async function until(
  what: string,
  deadlineMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(`waited ${deadlineMs} ms for: ${what}${last === undefined ? "" : ` (${String(last)})`}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
