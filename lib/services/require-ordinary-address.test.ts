import { describe, expect, it } from "vitest";
import { refuseMetadataName } from "@/lib/logs/transfer/refuse-metadata";
import { isMetadataAddress } from "@/lib/model/address";
import { addMembers } from "./member/add";
import { updateMember } from "./member/update";
import { requireTarget } from "./logtransfer/require-target";
import { createChain } from "./testing/chain";
import { refusalOf, testContext } from "./testing/context";

describe("metadata services are not reached without an administrator's word", () => {
  it.each(["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "fd00:ec2::254", "100.100.100.200", "192.0.0.192"])(
    "%s is one",
    (address) => expect(isMetadataAddress(address)).toBe(true),
  );
  it.each(["127.0.0.1", "10.0.0.1", "169.253.0.1", "8.8.8.8", "fd00::1", "name"])("%s is none", (address) => {
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
    const found = async () => [{ address: "10.0.0.1" }, { address: "169.254.169.254" }];
    await expect(refuseMetadataName("innocent.example.com", found)).rejects.toThrow("metadata service");
    await expect(refuseMetadataName("innocent.example.com", async () => [{ address: "10.0.0.1" }])).resolves.toBe(
      undefined,
    );
  });
});
