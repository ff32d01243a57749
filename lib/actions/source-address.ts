"use server";

import type { SourceAddresses, SourceAddressView } from "@/lib/model/source-address";
import { updateSourceAddresses } from "@/lib/services/sourceaddress/update";
import type { ActionResult } from "./result";
import { runAction } from "./run";

export async function updateSourceAddressesAction(input: SourceAddresses): Promise<ActionResult<SourceAddressView>> {
  return runAction((ctx) => updateSourceAddresses(ctx, input));
}
