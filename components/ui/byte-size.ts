"use client";

import { useFormatter } from "next-intl";
import { useCallback } from "react";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Bytes in the reader's words, in steps of 1000: `1.2 MB`. */
export function useByteSize(): (bytes: number) => string {
  const format = useFormatter();
  return useCallback(
    (bytes) => {
      let value = bytes;
      let step = 0;
      while (value >= 1000 && step < units.length - 1) {
        value /= 1000;
        step += 1;
      }
      return format.number(value, {
        style: "unit",
        unit: units[step],
        unitDisplay: step === 0 ? "long" : "short",
        maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
      });
    },
    [format],
  );
}
