import { expect, test } from "vitest";
import { isMetricKey, metricKinds, metricOf, metricsOf, storedFields, fieldSetOf } from "./metric-catalogue";

test("a load balancer has the guide's twenty, a listener all but the counts of servers (MT-01 to MT-20)", () => {
  const standard = (kind: "loadbalancer" | "listener") => metricsOf(kind).filter((key) => metricOf(key).standard);
  expect(standard("loadbalancer")).toHaveLength(20);
  expect(standard("listener")).toEqual(
    standard("loadbalancer").filter((key) => key !== "m9_abnormal_servers" && key !== "ma_normal_servers"),
  );
});

test("every metric comes from fields that its objects are stored with", () => {
  for (const kind of metricKinds) {
    const fields: readonly string[] = storedFields[fieldSetOf[kind]];
    for (const key of metricsOf(kind)) {
      const { source } = metricOf(key);
      if ("field" in source) expect(fields, key).toContain(source.field);
    }
  }
});

test("a key is one of the catalogue's own", () => {
  expect(["m1_cps", "toString", "m99"].map(isMetricKey)).toEqual([true, false, false]);
});
