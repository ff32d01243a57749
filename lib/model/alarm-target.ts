import * as z from "zod";
import { rule } from "./rule";
import { Id, Name, Port, visibleText } from "./text";

/** Mail, JSON of our own, and the bots of chats. */
export const channelTypes = ["mail", "webhook", "slack", "feishu", "dingtalk", "wecom"] as const;
export type ChannelType = (typeof channelTypes)[number];
export const mailSecurities = ["starttls", "tls", "none"] as const;
export const messageLocales = ["en", "zh-CN"] as const;
export type MessageLocale = (typeof messageLocales)[number];

const filled = (max: number) =>
  z
    .string({ error: rule("required") })
    .trim()
    .min(1, { error: rule("required") })
    .max(max, { error: rule("tooLong", { max }) });

/** One address of RFC 5321 without its rarer forms; no line breaks, no display name. */
const MailAddress = filled(254).regex(/^[^\s<>"(),;:@]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, {
  error: rule("mailAddress"),
});

export const MailChannel = z.object({
  type: z.literal("mail"),
  host: filled(255).regex(/^[A-Za-z0-9.:_-]+$/, { error: rule("hostOrAddress") }),
  port: Port,
  security: z.enum(mailSecurities, { error: rule("invalid") }),
  /** Empty: the server wants no sign-in. */
  username: z
    .string()
    .trim()
    .max(255, { error: rule("tooLong", { max: 255 }) })
    .regex(visibleText, { error: rule("hiddenCharacters") })
    .default(""),
  from: MailAddress,
  to: z
    .array(MailAddress)
    .min(1, { error: rule("required") })
    .max(20, { error: rule("tooMany", { max: 20 }) }),
});
export type MailChannel = z.infer<typeof MailChannel>;

export const HookChannel = z.object({ type: z.enum(["webhook", "slack", "feishu", "dingtalk", "wecom"]) });
export const Channel = z.discriminatedUnion("type", [MailChannel, HookChannel]);
export type Channel = z.infer<typeof Channel>;

/** Addresses of hooks hold a key of their own: they rest sealed and are never shown again. */
export const HookUrl = z
  .string({ error: rule("required") })
  .trim()
  .max(2048, { error: rule("tooLong", { max: 2048 }) })
  .refine(isHookUrl, { error: rule("hookUrl") });

function isHookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "";
}

const Secret = z.string().max(256, { error: rule("tooLong", { max: 256 }) });

const Settings = z.object({
  name: Name,
  channel: Channel,
  locale: z.enum(messageLocales, { error: rule("invalid") }).default("en"),
  enabled: z.boolean().default(true),
});

export const CreateAlarmTargetInput = Settings.extend({
  projectId: Id.optional(),
  /** Of a hook. */
  url: HookUrl.optional(),
  /** Password of mail, or what a hook is signed with. */
  secret: Secret.optional(),
});
export type CreateAlarmTargetInput = z.input<typeof CreateAlarmTargetInput>;

/** An address or a secret that is left out stays as it is; an empty secret is taken away. */
export const UpdateAlarmTargetInput = Settings.partial().extend({
  id: Id,
  url: HookUrl.optional(),
  secret: Secret.optional(),
});
export type UpdateAlarmTargetInput = z.input<typeof UpdateAlarmTargetInput>;

export const DeleteAlarmTargetInput = z.object({ id: Id });
export type DeleteAlarmTargetInput = z.input<typeof DeleteAlarmTargetInput>;

export interface AlarmTarget extends z.output<typeof Settings> {
  id: string;
  projectId: string;
  /** Begin of a hook's address, `https://host`; empty for mail. */
  origin: string;
  hasSecret: boolean;
  createdAt: number;
  updatedAt: number | null;
  /** When a message was taken last, ms of the epoch. */
  lastAt: number | null;
  /** What was said instead last; empty: the last one was taken. */
  lastError: string;
  lastErrorAt: number | null;
}

export interface AlarmTargetView extends AlarmTarget {
  /** Messages that wait for their next try. */
  waiting: number;
  rules: { id: string; name: string }[];
}

/** Why nothing was sent, where no server said it. */
export const sendFailures = ["ADDRESS_REFUSED", "NAME_UNKNOWN", "TIMEOUT", "QUEUE_FULL", "UNSEALED"] as const;
