"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { type PointerEvent, useRef, useState } from "react";
import { statusClassColors } from "@/components/chart/types";
import { isoTime } from "@/components/ui/iso-time";
import { logClasses } from "@/lib/model/log-query";

export interface LogHistogramProps {
  from: number;
  to: number;
  bucketMs: number;
  /** {@link logClasses} numbers a bucket. */
  buckets: readonly number[];
  /** The stretch that was drawn over, in ms. */
  onNarrow: (from: number, to: number) => void;
}

const height = 96;
const colors = [
  statusClassColors.other,
  statusClassColors["2xx"],
  statusClassColors["3xx"],
  statusClassColors["4xx"],
  statusClassColors["5xx"],
];

/** Requests over time by the class of their status; drawing over a stretch narrows the search to it. */
export function LogHistogram({ from, to, bucketMs, buckets, onNarrow }: LogHistogramProps) {
  const t = useTranslations("logViewer");
  const format = useFormatter();
  const zone = useTimeZone();
  const box = useRef<SVGSVGElement>(null);
  const [drawn, setDrawn] = useState<[number, number]>();
  const [hovered, setHovered] = useState<number>();
  const count = Math.max(1, buckets.length / logClasses);
  const sums = Array.from({ length: count }, (_, index) =>
    buckets.slice(index * logClasses, (index + 1) * logClasses).reduce((sum, one) => sum + one, 0),
  );
  const most = Math.max(1, ...sums);
  const bucketAt = (event: PointerEvent): number => {
    const { left, width } = (box.current as SVGSVGElement).getBoundingClientRect();
    return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * count)));
  };
  const timeOf = (index: number) => from + index * bucketMs;
  const end = () => {
    if (drawn === undefined || buckets.length === 0) return setDrawn(undefined);
    const [first, last] = [Math.min(...drawn), Math.max(...drawn)];
    setDrawn(undefined);
    onNarrow(timeOf(first), Math.min(to, timeOf(last + 1) - 1));
  };
  const range = drawn && [Math.min(...drawn), Math.max(...drawn) + 1];
  const shown = hovered === undefined ? undefined : { at: timeOf(hovered), sum: sums[hovered] ?? 0 };
  return (
    <figure className="px-4 pt-3 pb-2 phone:px-3">
      <div className="flex h-4 items-center justify-between text-xs text-faint-foreground">
        <span className="tabular-nums">{t("perBucket", { count: format.number(most) })}</span>
        <span aria-hidden="true" className="tabular-nums">
          {shown && `${isoTime(new Date(shown.at), zone, true)} · ${t("requests", { count: shown.sum })}`}
        </span>
      </div>
      <svg
        ref={box}
        role="img"
        aria-label={t("histogram", { count: sums.reduce((sum, one) => sum + one, 0) })}
        viewBox={`0 0 ${count} ${height}`}
        preserveAspectRatio="none"
        className="mt-1 h-24 w-full cursor-crosshair touch-none border-b border-chart-grid select-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = bucketAt(event);
          setDrawn([at, at]);
        }}
        onPointerMove={(event) => {
          const at = bucketAt(event);
          setHovered(at);
          setDrawn((old) => old && [old[0], at]);
        }}
        onPointerLeave={() => setHovered(undefined)}
        onPointerUp={end}
        onPointerCancel={() => setDrawn(undefined)}
      >
        {range && (
          <rect
            x={range[0]}
            width={(range[1] ?? 0) - (range[0] ?? 0)}
            y={0}
            height={height}
            fill="var(--primary)"
            opacity={0.18}
          />
        )}
        {sums.map((sum, index) => (
          <Bar
            key={timeOf(index)}
            x={index}
            values={buckets.slice(index * logClasses, (index + 1) * logClasses)}
            scale={sum === 0 ? 0 : height / most}
          />
        ))}
      </svg>
      <figcaption className="mt-1 flex justify-between text-xs text-faint-foreground tabular-nums">
        <span>{isoTime(new Date(from), zone, true)}</span>
        <span>{isoTime(new Date(to), zone, true)}</span>
      </figcaption>
    </figure>
  );
}

function Bar({ x, values, scale }: { x: number; values: readonly number[]; scale: number }) {
  let top = height;
  return values.map((value, kind) => {
    if (value === 0) return null;
    // What is there is seen.
    const tall = Math.max(1.5, value * scale);
    top -= tall;
    return <rect key={colors[kind]} x={x + 0.08} width={0.84} y={top} height={tall} fill={colors[kind]} />;
  });
}
