import * as z from "zod";
import { rule } from "@/lib/model/rule";

/** Seconds as people read them, fractions too; the model keeps milliseconds. */
export function seconds(min: number, max: number) {
  const error = rule("integerBetween", { min, max });
  return z.number({ error }).min(min, { error }).max(max, { error });
}
