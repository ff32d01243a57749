import type { Channel } from "@/lib/model/alarm-target";
import { rule } from "@/lib/model/rule";
import type { ChannelSecret } from "@/lib/notify/send";
import { seal, unseal } from "@/lib/wire/sealed";
import { sealingKey } from "../certificate/sealing-key";
import { invalidField } from "../errors";

/** What is stored of an address and a secret: sealed for the target, and what may be shown. */
export function sealSecret(id: string, channel: Channel, secret: ChannelSecret) {
  if (channel.type !== "mail" && secret.url === "") throw invalidField("url", rule("required"));
  if (channel.type === "mail" && channel.username !== "" && secret.secret === "") {
    throw invalidField("secret", rule("required"));
  }
  return {
    sealed: seal(sealingKey(), id, JSON.stringify(secret)),
    origin: channel.type === "mail" ? "" : new URL(secret.url).origin,
    hasSecret: secret.secret !== "",
  };
}

/** Null: another installation's key, or changed bytes. */
export function unsealSecret(id: string, sealed: string): ChannelSecret | null {
  const text = unseal(sealingKey(), id, sealed);
  return text === null ? null : (JSON.parse(text) as ChannelSecret);
}
