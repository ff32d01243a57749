import { isIP } from "node:net";
import { createTransport } from "nodemailer";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import type { MailChannel, MessageLocale } from "@/lib/model/alarm-target";
import { resolveTarget, SendError } from "./address";
import { messageText } from "./message-text";
import { deadlineMs } from "./post";

export interface MailTarget {
  channel: MailChannel;
  password: string;
  locale: MessageLocale;
}

/**
 * Sends one mail. `starttls` refuses a server that does not offer it; certificates are checked against the server's name.
 * @throws {SendError}
 */
export async function sendMail(target: MailTarget, message: AlarmMessage, allowLocal: boolean): Promise<void> {
  const { channel, password, locale } = target;
  const { host, port, security, username, from, to } = channel;
  const address = await resolveTarget(host, allowLocal);
  const { title, lines } = messageText(message, locale);
  const transport = createTransport({
    host: address,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(isIP(host) === 0 ? { tls: { servername: host } } : {}),
    ...(username === "" ? {} : { auth: { user: username, pass: password } }),
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: deadlineMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to,
      subject: title,
      text: `${lines.join("\n")}\n`,
      messageId: `<${message.id}@${from.split("@")[1]}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } catch (error) {
    throw new SendError(reasonOf(error));
  } finally {
    transport.close();
  }
}

/** What the server said, else the code of what happened. */
function reasonOf(error: unknown): string {
  const { response, code, message } = error as { response?: string; code?: string; message?: string };
  return (response ?? [code, message].filter(Boolean).join(": ")).replaceAll(/[^\P{C}]/gu, " ").slice(0, 200);
}
