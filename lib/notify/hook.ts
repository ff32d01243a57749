import { createHmac } from "node:crypto";
import type { AlarmMessage } from "@/lib/model/alarm-message";
import type { ChannelType, MessageLocale } from "@/lib/model/alarm-target";
import { SendError } from "./address";
import { type Answer, post, type Post } from "./post";
import { messageText } from "./message-text";

export interface HookTarget {
  type: Exclude<ChannelType, "mail">;
  url: string;
  /** Empty: not signed. */
  secret: string;
  locale: MessageLocale;
}

/** Sends to a hook and understands what its kind answers. @throws {SendError} */
export async function sendToHook(
  target: HookTarget,
  message: AlarmMessage,
  now: number,
  allowLocal: boolean,
): Promise<void> {
  const answer = await post(hookPost(target, message, now), allowLocal);
  requireTaken(target.type, answer);
}

/** The request of one kind of hook, signed as that kind wants it. */
export function hookPost(target: HookTarget, message: AlarmMessage, now: number): Post {
  const { type, url, secret } = target;
  switch (type) {
    case "webhook":
      return ourHook(target, message, now);
    case "slack":
      return { url, headers: {}, body: JSON.stringify({ text: textOf(target, message) }) };
    case "feishu":
      return { url, headers: {}, body: JSON.stringify({ ...feishuSign(secret, now), ...feishuText(target, message) }) };
    case "dingtalk": {
      const body = { msgtype: "text", text: { content: textOf(target, message) } };
      return { url: dingtalkUrl(url, secret, now), headers: {}, body: JSON.stringify(body) };
    }
    case "wecom":
      return {
        url,
        headers: {},
        body: JSON.stringify({ msgtype: "text", text: { content: textOf(target, message) } }),
      };
  }
}

function textOf({ locale }: HookTarget, message: AlarmMessage): string {
  const { title, lines } = messageText(message, locale);
  return [title, ...lines].join("\n");
}

/** `X-Evenkeel-Signature: sha256=` HMAC of `<seconds>.<body>`; the id is the same however often it is tried. */
function ourHook({ url, secret, locale }: HookTarget, message: AlarmMessage, now: number): Post {
  const { title, lines } = messageText(message, locale);
  const { kind, rule, ...rest } = message;
  const body = JSON.stringify({ version: 1, event: `alarm.${kind}`, ...rest, rule, title, text: lines.join("\n") });
  const timestamp = String(Math.floor(now / 1000));
  const headers: Record<string, string> = { "x-evenkeel-id": message.id, "x-evenkeel-timestamp": timestamp };
  if (secret !== "") headers["x-evenkeel-signature"] = `sha256=${hmac(secret, `${timestamp}.${body}`, "hex")}`;
  return { url, headers, body };
}

function hmac(key: string, text: string, encoding: "hex" | "base64"): string {
  return createHmac("sha256", key).update(text).digest(encoding);
}

function feishuText(target: HookTarget, message: AlarmMessage) {
  return { msg_type: "text", content: { text: textOf(target, message) } };
}

/** Of nothing, under a key of seconds and secret. */
function feishuSign(secret: string, now: number) {
  if (secret === "") return {};
  const timestamp = String(Math.floor(now / 1000));
  return { timestamp, sign: hmac(`${timestamp}\n${secret}`, "", "base64") };
}

/** Of milliseconds and secret, under the secret, in the query. */
function dingtalkUrl(url: string, secret: string, now: number): string {
  if (secret === "") return url;
  const signed = new URL(url);
  signed.searchParams.set("timestamp", String(now));
  signed.searchParams.set("sign", hmac(secret, `${now}\n${secret}`, "base64"));
  return signed.href;
}

/** Bots of chats answer 200 and say in the body what they refused. */
function requireTaken(type: HookTarget["type"], { status, text }: Answer): void {
  if (status < 200 || status > 299) throw new SendError(`HTTP ${status} ${firstLine(text)}`.trim());
  if (type !== "feishu" && type !== "dingtalk" && type !== "wecom") return;
  let answer: Record<string, unknown> = {};
  try {
    answer = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new SendError(firstLine(text));
  }
  const code = answer.errcode ?? answer.code ?? answer.StatusCode;
  const said = answer.errmsg ?? answer.msg ?? answer.StatusMessage;
  if (code !== 0)
    throw new SendError(firstLine(`${JSON.stringify(code ?? null)} ${typeof said === "string" ? said : ""}`));
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replaceAll(/[^\P{C}]/gu, "").slice(0, 200);
}
