import * as z from "zod";
import { isIpv4 } from "@/lib/model/address";
import { CreateLoadBalancerForm } from "@/lib/model/loadbalancer";
import { checkSubnetAddress, type SubnetView } from "@/lib/model/network";

/** What the form holds: the input of the service with the choices that lead to it. Nothing chosen is lost by a switch. */
const CreateFormValues = z.object({
  network: z.enum(["private", "public"]),
  vpcId: z.string(),
  subnetId: z.string(),
  automaticAddress: z.boolean(),
  vipAddress: z.string(),
  eip: z.object({ kind: z.enum(["new", "existing"]), bandwidthMbps: z.number().nullable(), eipId: z.string() }),
  name: z.string(),
  projectId: z.string(),
  description: z.string(),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  deletionProtection: z.boolean(),
  modificationProtection: z.boolean(),
  /** Of one that is duplicated: what it has under it comes along. */
  withContent: z.boolean(),
});
export type CreateFormValues = z.infer<typeof CreateFormValues>;

const unknownUse: ReadonlySet<string> = new Set();

/** Checks by the rules of the model, on the paths of the form; of a typed address also that the subnet has it (LB-06). */
export function createFormSchema(subnets: readonly SubnetView[]) {
  return CreateFormValues.transform((values, context) => {
    const result = CreateLoadBalancerForm.safeParse(toInput(values));
    for (const issue of result.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: issue.path, message: issue.message });
    }
    const broken = brokenAddress(values, subnets);
    if (broken !== null) context.addIssue({ code: "custom", path: ["vipAddress"], message: broken });
    return result.data && broken === null ? result.data : z.NEVER;
  });
}

/** What is no address at all breaks a rule of the model already. */
function brokenAddress(values: CreateFormValues, subnets: readonly SubnetView[]): string | null {
  const address = values.vipAddress.trim();
  const subnet = subnets.find(({ id }) => id === values.subnetId);
  if (values.automaticAddress || subnet === undefined || !isIpv4(address)) return null;
  return checkSubnetAddress(subnet.cidr, address, unknownUse);
}

function toInput(values: CreateFormValues): unknown {
  const { network, automaticAddress, vipAddress, eip, name, description, projectId, subnetId, tags } = values;
  const { deletionProtection, modificationProtection } = values;
  return {
    name,
    description,
    projectId: projectId === "" ? undefined : projectId,
    subnetId,
    vipAddress: automaticAddress ? null : vipAddress.trim(),
    eip: network === "private" ? { kind: "none" } : chosenEip(eip),
    tags,
    deletionProtection,
    modificationProtection,
  };
}

function chosenEip({ kind, bandwidthMbps, eipId }: CreateFormValues["eip"]): unknown {
  return kind === "new" ? { kind, bandwidthMbps } : { kind, eipId };
}
