import { describe, expect, it } from "vitest";
import { checkedLookup } from "@/lib/logs/transfer/checked-lookup";
import { isMetadataAddress } from "@/lib/model/address";
import { requireTarget } from "./logtransfer/require-target";
import { addMembers } from "./member/add";
import { updateMember } from "./member/update";
import { createChain } from "./testing/chain";
import { refusalOf, testContext } from "./testing/context";

describe("metadata services are not reached without an administrator's word", () => {
  it.each([
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "fe80::1",
    "fd00:ec2::254",
    "100.100.100.200",
    "192.0.0.192",
    // As C libraries read them: one number, octal, hexadecimal, fewer parts.
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "0xa9.0xfe.0xa9.0xfe",
    "169.254.43518",
    "169.16689662",
    // Inside an IPv6 address.
    "::ffff:a9fe:a9fe",
    "::a9fe:a9fe",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::1",
    "FD00:0EC2:0:0:0:0:0:254",
  ])("%s is one", (address) => expect(isMetadataAddress(address)).toBe(true));
  it.each([
    "127.0.0.1",
    "10.0.0.1",
    "169.253.0.1",
    "8.8.8.8",
    "fd00::1",
    "name",
    "::1",
    "::",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2130706433",
  ])("%s is none", (address) => {
    expect(isMetadataAddress(address)).toBe(false);
  });

  it("servers and their checks", () => {
    const ctx = testContext();
    const poolId = createChain(ctx).listener.defaultPoolId ?? "";
    const [known] = addMembers(ctx, { poolId, members: [{ address: "10.0.0.1", port: 80 }] });
    const operator = ctx.as({ role: "operator" });
    const server = { address: "169.254.169.254", port: 80 };
    const refused = refusalOf(() => addMembers(operator, { poolId, members: [server] }));
    expect([refused.fields[0]?.path, refused.ruleKey]).toEqual(["members.0.address", "metadataAddress"]);
    const system = { ...ctx, source: "SystemAction" as const };
    expect(refusalOf(() => addMembers(system, { poolId, members: [server] })).ruleKey).toBe("metadataAddress");
    const probe = { id: known?.id ?? "", poolId, monitorAddress: "169.254.169.254" };
    expect(refusalOf(() => updateMember(operator, probe)).fields[0]?.path).toBe("monitorAddress");
    expect(addMembers(ctx, { poolId, members: [server] })).toHaveLength(1);
  });

  it("transfers of logs, by address and by name", async () => {
    const operator = testContext().as({ role: "operator" });
    const bucket = {
      type: "s3",
      endpoint: "http://[fd00:ec2::254]:80",
      bucket: "b",
      region: "r",
      accessKey: "k",
    } as const;
    expect(refusalOf(() => requireTarget(operator, bucket, true)).fields[0]?.path).toBe("target.endpoint");
    const collector = { type: "syslog", host: "169.254.169.254", port: 514 } as const;
    expect(refusalOf(() => requireTarget(operator, collector, false)).fields[0]?.path).toBe("target.host");
    for (const endpoint of ["http://2852039166", "http://0xa9.254.0251.254:80", "http://[::ffff:a9fe:a9fe]"]) {
      expect(refusalOf(() => requireTarget(operator, { ...bucket, endpoint }, true)).ruleKey).toBe("metadataAddress");
    }
    const leading = (...addresses: string[]) => checkedLookup("innocent.example.com", async () => found(addresses));
    const found = (addresses: string[]) => addresses.map((address) => ({ address, family: 4 }));
    await expect(leading("10.0.0.1", "169.254.169.254")).rejects.toThrow("metadata service");
    await expect(leading("10.0.0.1")).resolves.toBeTypeOf("function");
  });
});
