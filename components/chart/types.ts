export interface ChartPoint {
  /** Milliseconds. */
  at: number;
  /** Null where there is no sample: drawn as a gap, never as zero. */
  values: Record<string, number | null>;
}

export interface ChartSeries {
  key: string;
  label: string;
  /** A CSS colour: `var(--chart-1)`. */
  color: string;
  /** Lines also differ by it. */
  dash?: "solid" | "dash" | "dot";
}

/** A value that the chart is compared with: drawn as a line, named under the legend. */
export interface ChartLimit {
  key: string;
  value: number;
  /** Who set it. */
  name: string;
  /** `> 1,000/s` */
  text: string;
  href: string;
  /** A CSS colour. */
  color: string;
}

export const dashArrays = { solid: undefined, dash: "5 3", dot: "1.5 3" } as const;

export const statusClassColors = {
  "2xx": "var(--chart-2xx)",
  "3xx": "var(--chart-3xx)",
  "4xx": "var(--chart-4xx)",
  "5xx": "var(--chart-5xx)",
  other: "var(--chart-other)",
} as const;
