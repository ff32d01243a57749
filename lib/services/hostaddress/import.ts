import { networkInterfaces } from "node:os";
import { eq } from "drizzle-orm";
import { vpcs } from "@/lib/db/schema";
import { formatCidr, parseCidr } from "@/lib/model/address";
import { addAddressCommand, type HostAddress, ImportHostAddressInput } from "@/lib/model/network";
import { rule } from "@/lib/model/rule";
import { type Context, requireRole } from "../context";
import { insertEipPool } from "../eippool/create";
import { invalidField } from "../errors";
import { audited, type Mutation, withTransaction } from "../mutation";
import { parse } from "../parse";
import { insertSubnet } from "../subnet/create";
import { insertVpc } from "../vpc/create";
import { listHostAddresses } from "./list";

/** Takes over an address that the host has: into the EIP pool, or as a subnet of one address in its interface's VPC. */
export function importHostAddress(ctx: Context, raw: ImportHostAddressInput, interfaces = networkInterfaces()): void {
  const event = raw.as === "subnet" ? "create subnet" : "create eip pool";
  audited(ctx, { event, type: raw.as === "subnet" ? "subnet" : "eippool", input: raw }, () => {
    requireRole(ctx, "admin");
    const { address, as } = parse(ImportHostAddressInput, raw);
    const host = listHostAddresses(ctx, interfaces);
    const own = host.find((one) => one.address === address);
    if (own === undefined) {
      const command = addAddressCommand(address, host);
      throw invalidField("address", rule("addressNotOnHost", { cidr: address, command }));
    }
    withTransaction(ctx, (mutation) => {
      if (as === "eipPool") insertEipPool(ctx, mutation, `${address}/32`);
      else insertSubnetOf(ctx, mutation, own);
    });
  });
}

function insertSubnetOf(ctx: Context, mutation: Mutation, { device, address, cidr }: HostAddress): void {
  const range = parseCidr(cidr);
  const network = range === null ? `${address}/32` : formatCidr(range);
  const vpc =
    mutation.tx.select().from(vpcs).where(eq(vpcs.cidr, network)).get() ??
    insertVpc(ctx, mutation, { name: `vpc-${device}-${network.replace("/", "_")}`, cidr: network, description: "" });
  insertSubnet(ctx, mutation, { vpcId: vpc.id, name: `subnet-${address}`, cidr: `${address}/32` });
}
