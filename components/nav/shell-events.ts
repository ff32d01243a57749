/** Lets any part of the shell open the palette or the cheat sheet without holding its state. */
const target = typeof window === "undefined" ? undefined : new EventTarget();

type ShellEvent = "palette" | "shortcuts";

export function onShellEvent(name: ShellEvent, listener: () => void): () => void {
  target?.addEventListener(name, listener);
  return () => target?.removeEventListener(name, listener);
}

export function openPalette(): void {
  target?.dispatchEvent(new Event("palette"));
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
