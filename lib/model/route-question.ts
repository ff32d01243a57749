import * as z from "zod";
import { rule } from "./rule";
import { Id } from "./text";

/** Most URLs that are asked about at once. */
export const maxQuestions = 100;

/** With scheme and domain, or a path alone. */
export const QuestionUrl = z
  .string()
  .trim()
  .min(1, { error: rule("required") })
  .max(2048, { error: rule("tooLong", { max: 2048 }) })
  .regex(/^(https?:\/\/[^\s/?#]+)?(\/[!-~]*)?$/i, { error: rule("questionUrl") });

/** Headers that go with a request that is asked about. */
export const QuestionHeaders = z
  .array(
    z.object({
      name: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,255}$/, { error: rule("l7RuleKey") }),
      value: z
        .string()
        .max(2048, { error: rule("tooLong", { max: 2048 }) })
        .regex(/^[ -~]*$/, { error: rule("l7RuleAscii") }),
    }),
  )
  .max(20, { error: rule("tooMany", { max: 20 }) })
  .default([]);

/** Which policy takes these URLs? With scheme and domain, or a path alone; `headers` go with each. */
export const RouteQuestion = z.object({
  listenerId: Id,
  urls: z
    .array(QuestionUrl)
    .min(1, { error: rule("required") })
    .max(maxQuestions, { error: rule("tooMany", { max: maxQuestions }) }),
  headers: QuestionHeaders,
});
export type RouteQuestion = z.input<typeof RouteQuestion>;

/** Parts of a URL that was asked about; scheme and host are empty where it is a path alone. */
export function partsOf(url: string): { scheme: string; host: string; path: string } {
  const [, scheme = "", host = "", path = ""] = /^(?:(https?):\/\/([^/?#]+))?(.*)$/i.exec(url.trim()) ?? [];
  return { scheme: scheme.toLowerCase(), host, path: path === "" ? "/" : path };
}

/** What became of one URL. */
export interface RouteAnswer {
  url: string;
  /** The policy that takes it; null: the default group gets it. */
  policyId: string | null;
  /** Its expressions take too long on this URL: it is refused. */
  tooCostly: boolean;
  /** Every policy that runs, in the order in which they are asked, and whether each of its rules holds. */
  judged: { policyId: string; held: boolean[] }[];
}
