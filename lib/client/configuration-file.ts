"use client";

import type { ActionError } from "@/lib/actions/result";
import type { ConfigurationDiff } from "@/lib/model/configuration";

const route = "/api/v1/configuration";

export type SentConfiguration = { ok: true; diff: ConfigurationDiff } | { ok: false; error: ActionError | "noAnswer" };

interface Sending {
  passphrase: string;
  isDry: boolean;
  confirmWithin: number | null;
}

/** Sends a file to be imported, or only to be compared. */
export async function sendConfiguration(file: File, sending: Sending): Promise<SentConfiguration> {
  const { passphrase, isDry, confirmWithin } = sending;
  const query = new URLSearchParams(isDry ? { dry_run: "true" } : {});
  if (!isDry && confirmWithin !== null) query.set("confirm_within", String(confirmWithin));
  const answer = await ask(`${route}/import?${query}`, {
    headers: { "Content-Type": "application/yaml", "X-Passphrase": encodeURIComponent(passphrase) },
    body: file,
  });
  const said = await answer?.json().catch(() => undefined);
  if (answer?.ok) return { ok: true, diff: (said as { diff: ConfigurationDiff }).diff };
  return { ok: false, error: (said as { error?: ActionError } | undefined)?.error ?? "noAnswer" };
}

/** The whole configuration as a file, or why there is none. */
export async function fetchConfiguration(passphrase: string): Promise<File | ActionError | "noAnswer"> {
  const answer = await ask(`${route}/export`, {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ passphrase }),
  });
  if (!answer?.ok) {
    const said = (await answer?.json().catch(() => undefined)) as { error?: ActionError } | undefined;
    return said?.error ?? "noAnswer";
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "evenkeel.yaml";
  return new File([await answer.blob()], name, { type: "application/yaml" });
}

async function ask(url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, { method: "POST", ...init });
  } catch {
    return undefined;
  }
}
