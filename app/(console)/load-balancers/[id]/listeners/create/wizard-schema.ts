import * as z from "zod";
import { portsConflict } from "@/lib/model/listener";
import { CreateListenerChainInput } from "@/lib/model/listener-chain";
import { rule } from "@/lib/model/rule";
import type { TakenPort, WizardValues } from "./wizard-values";

export type WizardOutput = z.output<typeof CreateListenerChainInput>;

/**
 * The chain's own rules, and that the port is free here (LS-03), known before it is sent. A listener that redirects
 * makes no group: what was typed of one is not judged, and `unused` goes in its place.
 */
export function wizardSchema(
  taken: readonly TakenPort[],
  unused: WizardValues["pool"],
): z.ZodType<WizardOutput, WizardValues> {
  const chain = CreateListenerChainInput.superRefine(({ listener }, context) => {
    const other = taken.find((one) => portsConflict(one, listener));
    if (other === undefined) return;
    const key = other.protocol === listener.protocol ? "portInUse" : "portInUseByOther";
    const message = rule(key, { protocol: other.protocol, port: other.port, name: other.name });
    context.addIssue({ code: "custom", path: ["listener", "port"], message });
  });
  const schema = z.preprocess((values) => {
    const { redirectListenerId } = values as WizardValues;
    return redirectListenerId === null ? values : { ...(values as WizardValues), pool: unused };
  }, chain);
  return schema as unknown as z.ZodType<WizardOutput, WizardValues>;
}
