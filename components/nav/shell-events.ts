/** Lets any part of the shell open the cheat sheet without holding its state. */
const target = typeof window === "undefined" ? undefined : new EventTarget();

export function onShortcuts(listener: () => void): () => void {
  target?.addEventListener("shortcuts", listener);
  return () => target?.removeEventListener("shortcuts", listener);
}

export function openShortcuts(): void {
  target?.dispatchEvent(new Event("shortcuts"));
}

/** True where a single key belongs to what is being typed. */
export function isTyping(event: KeyboardEvent): boolean {
  const element = event.target;
  return (
    event.isComposing ||
    (element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)))
  );
}
