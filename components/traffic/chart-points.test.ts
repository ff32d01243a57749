import { describe, expect, it } from "vitest";
import { emptyTraffic, type MetricPoint } from "@/lib/model/metric";
import { connectionPoints, requestPoints, responsePoints } from "./chart-points";

function point(second: number, part: Partial<ReturnType<typeof emptyTraffic>> | null): MetricPoint {
  return { at: second * 1000, values: part === null ? null : { ...emptyTraffic(), ...part } };
}

describe("points of the live charts", () => {
  it("leave gaps where there was no sample", () => {
    expect(requestPoints([point(1, null)])).toEqual([{ at: 1000, values: {} }]);
    expect(connectionPoints([point(1, { connections: 5, activeConnections: 3 })])[0]?.values).toEqual({
      total: 5,
      active: 3,
      inactive: 2,
    });
  });

  it("weigh response times by requests over ten seconds", () => {
    const points = [point(1, { requests: 1, p50Ms: 10 }), point(2, { requests: 3, p50Ms: 30 }), point(3, {})];
    expect(responsePoints(points).map(({ values }) => values.p50)).toEqual([10, 25, 25]);
  });

  it("have no response time once ten seconds went without a request", () => {
    const idle = Array.from({ length: 10 }, (_, index) => point(index + 2, {}));
    const drawn = responsePoints([point(1, { requests: 1, p50Ms: 10 }), ...idle]);
    expect(drawn.at(-2)?.values.p50).toBe(10);
    expect(drawn.at(-1)?.values).toEqual({});
  });
});
