import { toast } from "sonner";

/** Only for small successes; failures go to the flash bar or beside their field. */
export function notify(text: string): void {
  toast(text);
}
