import { expect, test } from "vitest";
import { CreateLoadBalancerInput } from "./loadbalancer";

const subnetId = "7b7c2f4e-2f54-4c0a-9f3e-0d9a8d1b8f10";
const refusedAt = (input: object) => {
  const result = CreateLoadBalancerInput.safeParse({ subnetId, ...input });
  return result.success ? null : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
};

test("a subnet is enough: the rest has the guide's defaults", () => {
  expect(CreateLoadBalancerInput.parse({ subnetId })).toEqual({
    subnetId,
    name: "",
    deletionProtection: false,
    modificationProtection: false,
    description: "",
    vipAddress: null,
    eip: { kind: "none" },
    enabled: true,
    tags: [],
  });
});

test.each([
  ["LB-06 address", { vipAddress: "192.168.0.256" }, "vipAddress: ipv4"],
  ["LB-06 address with leading zero", { vipAddress: "127.0.0.01" }, "vipAddress: ipv4"],
  [
    "LB-11 bandwidth low",
    { eip: { kind: "new", bandwidthMbps: 0 } },
    "eip.bandwidthMbps: integerBetween?min=1&max=1000",
  ],
  [
    "LB-11 bandwidth high",
    { eip: { kind: "new", bandwidthMbps: 1001 } },
    "eip.bandwidthMbps: integerBetween?min=1&max=1000",
  ],
  [
    "LB-11 bandwidth whole",
    { eip: { kind: "new", bandwidthMbps: 1.5 } },
    "eip.bandwidthMbps: integerBetween?min=1&max=1000",
  ],
  ["LB-05 existing EIP chosen", { eip: { kind: "existing", eipId: "" } }, "eip.eipId: required"],
  ["name length", { name: "x".repeat(256) }, "name: tooLong?max=255"],
  ["LB-21 description", { description: "a<b" }, "description: noAngleBrackets"],
  ["LB-08 key empty", { tags: [{ key: "", value: "a" }] }, "tags.0.key: required"],
  ["LB-08 key length", { tags: [{ key: "k".repeat(37), value: "" }] }, "tags.0.key: tooLong?max=36"],
  ["LB-08 key characters", { tags: [{ key: "a=b", value: "" }] }, "tags.0.key: tagKey"],
  ["LB-09 value length", { tags: [{ key: "k", value: "v".repeat(44) }] }, "tags.0.value: tooLong?max=43"],
  ["LB-09 value characters", { tags: [{ key: "k", value: "a b" }] }, "tags.0.value: tagValue"],
  [
    "LB-08 unique keys",
    {
      tags: [
        { key: "k", value: "1" },
        { key: "k", value: "2" },
      ],
    },
    "tags.1.key: duplicateTagKey",
  ],
])("%s is refused on its field", (_name, input, message) => {
  expect(refusedAt(input)).toContain(message);
});

test("LB-08, LB-09: Chinese letters, dots and the other allowed characters pass", () => {
  expect(
    refusedAt({
      tags: [
        { key: "环境_a-1", value: "生产.v-1_x" },
        { key: "empty", value: "" },
      ],
    }),
  ).toBeNull();
});
