import type { AlarmMessage } from "@/lib/model/alarm-message";
import type { Channel, MessageLocale } from "@/lib/model/alarm-target";
import { sendToHook } from "./hook";
import { sendMail } from "./mail";

/** What a target keeps sealed. */
export interface ChannelSecret {
  url: string;
  secret: string;
}

export interface Sending {
  channel: Channel;
  secret: ChannelSecret;
  locale: MessageLocale;
  message: AlarmMessage;
  /** Signatures carry it, ms of the epoch. */
  now: number;
  allowLocal: boolean;
}

/** Resolves when the other side has taken the message. @throws {SendError} */
export function send({ channel, secret, locale, message, now, allowLocal }: Sending): Promise<void> {
  if (channel.type === "mail") return sendMail({ channel, password: secret.secret, locale }, message, allowLocal);
  return sendToHook({ type: channel.type, ...secret, locale }, message, now, allowLocal);
}
