import { expect, it } from "vitest";
import { emptyTraffic, type MetricPoint, type TrafficValues } from "@/lib/model/metric";
import { greatestOf, recentMean, sparkValues, sumTraffic, totalOf } from "./traffic-sum";

function point(second: number, part: Partial<TrafficValues> | null): MetricPoint {
  return { at: second * 1000, values: part === null ? null : { ...emptyTraffic(), ...part } };
}

const requests = ({ requests }: TrafficValues) => requests;

it("adds up what can be added up, and keeps gaps", () => {
  const sum = sumTraffic(
    new Map([
      ["a", [point(1, { requests: 2, p95Ms: 9 }), point(2, null)]],
      ["b", [point(1, { requests: 3, p95Ms: 7 }), point(2, null)]],
    ]),
  );
  expect(sum[0]?.values).toMatchObject({ requests: 5, p95Ms: 0 });
  expect(sum[1]?.values).toBeNull();
  expect(sumTraffic(new Map())).toEqual([]);
});

it("reads now, the peak and the total", () => {
  const points = [point(1, { requests: 9 }), point(2, { requests: 1 }), point(3, null), point(4, { requests: 3 })];
  expect(recentMean(points, requests, 3)).toBe(2);
  expect(recentMean([point(1, null)], requests)).toBeNull();
  expect(greatestOf(points, requests)).toBe(9);
  expect(greatestOf([], requests)).toBeNull();
  expect(totalOf(points, requests)).toBe(13);
});

it("makes one value of five seconds, the newest whole", () => {
  const points = [1, 2, 3, 4, 5, 6, 7].map((second) => point(second, { requests: second }));
  expect(sparkValues(points, requests)).toEqual([1.5, 5]);
});
