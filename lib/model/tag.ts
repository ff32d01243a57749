import * as z from "zod";
import { rule } from "./rule";
import { visibleText } from "./text";

const keyPattern = /^[\p{L}\p{N}_-]*$/u;
const valuePattern = /^[\p{L}\p{N}_.-]*$/u;

/** Tag of a load balancer: key 1–36 (LB-08), value 0–43 characters (LB-09). */
export const Tag = z.object({
  key: z
    .string({ error: rule("required") })
    .min(1, { error: rule("required") })
    .max(36, { error: rule("tooLong", { max: 36 }) })
    .regex(keyPattern, { error: rule("tagKey") }),
  value: z
    .string({ error: rule("text") })
    .max(43, { error: rule("tooLong", { max: 43 }) })
    .regex(valuePattern, { error: rule("tagValue") }),
});
export type Tag = z.infer<typeof Tag>;

/** Tags of the API's other resources: plain strings (Octavia). */
export const PlainTags = z
  .array(
    z
      .string({ error: rule("text") })
      .max(255, { error: rule("tooLong", { max: 255 }) })
      .regex(visibleText, { error: rule("hiddenCharacters") }),
  )
  .max(100, { error: rule("tooMany", { max: 100 }) });

/** At most 20 tags with distinct keys (LB-08; the console offers 10). */
export const Tags = z
  .array(Tag)
  .max(20, { error: rule("tooMany", { max: 20 }) })
  .superRefine((tags, context) => {
    const seen = new Set<string>();
    for (const [index, tag] of tags.entries()) {
      if (seen.has(tag.key))
        context.addIssue({ code: "custom", path: [index, "key"], message: rule("duplicateTagKey") });
      seen.add(tag.key);
    }
  });
