"use server";

import type { SaveListPreferencesInput } from "@/lib/model/list-preferences";
import { saveListPreferences } from "@/lib/services/preferences/save";
import type { ActionResult } from "./result";
import { runCommand } from "./run";

export async function saveListPreferencesAction(input: SaveListPreferencesInput): Promise<ActionResult> {
  return runCommand((ctx) => saveListPreferences(ctx, input));
}
