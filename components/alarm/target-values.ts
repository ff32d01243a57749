import * as z from "zod";
import {
  type AlarmTarget,
  channelTypes,
  CreateAlarmTargetInput,
  mailSecurities,
  messageLocales,
} from "@/lib/model/alarm-target";
import { rule } from "@/lib/model/rule";

/** One flat form for every kind of target; `keeps` tells that an address is stored already. */
export const targetForm = (keeps: boolean) =>
  z
    .object({
      name: z.string(),
      type: z.enum(channelTypes),
      url: z.string(),
      secret: z.string(),
      host: z.string(),
      port: z.number().nullable(),
      security: z.enum(mailSecurities),
      username: z.string(),
      from: z.string(),
      to: z.string(),
      locale: z.enum(messageLocales),
      enabled: z.boolean(),
    })
    .transform((values, context) => {
      const { name, type, url, secret, host, port, security, username, from, to, locale, enabled } = values;
      const addresses = to.split(/[\s,;]+/).filter((one) => one !== "");
      const channel =
        type === "mail" ? { type, host, port: port ?? Number.NaN, security, username, from, to: addresses } : { type };
      const checked = CreateAlarmTargetInput.safeParse({
        name,
        channel,
        locale,
        enabled,
        ...(type === "mail" || url === "" ? {} : { url }),
        ...(secret === "" ? {} : { secret }),
      });
      for (const { path, message } of checked.error?.issues ?? []) {
        context.addIssue({ code: "custom", path: [(path[0] === "channel" ? path[1] : path[0]) as string], message });
      }
      if (type !== "mail" && url === "" && !keeps) {
        context.addIssue({ code: "custom", path: ["url"], message: rule("required") });
      }
      return checked.data ?? z.NEVER;
    });
export type TargetFormValues = z.input<ReturnType<typeof targetForm>>;
export type TargetFormOutput = z.output<ReturnType<typeof targetForm>>;

/** What the form begins with: nothing, or a target as it is. Addresses of hooks and secrets are never shown again. */
export function targetValues(locale: TargetFormValues["locale"], target?: AlarmTarget): TargetFormValues {
  const empty: TargetFormValues = {
    name: "",
    type: "mail",
    url: "",
    secret: "",
    host: "",
    port: 587,
    security: "starttls",
    username: "",
    from: "",
    to: "",
    locale,
    enabled: true,
  };
  if (target === undefined) return empty;
  const { name, channel, enabled } = target;
  const known = { ...empty, name, enabled, locale: target.locale };
  return channel.type === "mail"
    ? { ...known, ...channel, to: channel.to.join(", ") }
    : { ...known, type: channel.type };
}
