/** Saves bytes as a file of the browser's. */
export function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A name as a file may have it. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_.-]+/gu, "-").slice(0, 60) || "certificate";
}
