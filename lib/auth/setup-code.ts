import { createHash, randomInt, timingSafeEqual } from "node:crypto";

const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeLength = 10;
const maxAttempts = 20;

interface SetupCode {
  code: string;
  attempts: number;
  print: (line: string) => void;
}

const holder = globalThis as { evenkeelSetupCode?: SetupCode };

/** Makes the one-time code and prints it where only the operator reads. */
export function announceSetupCode(print: (line: string) => void): void {
  let code = "";
  for (let i = 0; i < codeLength; i++) code += alphabet[randomInt(alphabet.length)];
  holder.evenkeelSetupCode = { code, attempts: 0, print };
  print(`Set-up code for visitors from other hosts: ${code}`);
}

/** Is this the printed code? After too many wrong ones another is printed. */
export function checkSetupCode(given: string): boolean {
  const held = holder.evenkeelSetupCode;
  if (held === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (timingSafeEqual(digest(given.trim().toUpperCase()), digest(held.code))) return true;
  held.attempts += 1;
  if (held.attempts >= maxAttempts) announceSetupCode(held.print);
  return false;
}

export function forgetSetupCode(): void {
  delete holder.evenkeelSetupCode;
}
