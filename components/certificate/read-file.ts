/** The base64 of it stays below what the model takes. */
const maxBytes = 140_000;

/** The text of a PEM file, the base64 of any other; null: it is too large. */
export async function readFile(file: File): Promise<string | null> {
  if (file.size > maxBytes) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (text.includes("-----BEGIN ")) return text;
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
