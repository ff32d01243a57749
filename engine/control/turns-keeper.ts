import { readFileSync } from "node:fs";
import type { Logger } from "pino";
import * as z from "zod";
import { type KeptTurns, turnsKept } from "@/engine/health/history";
import { replaceFile } from "./atomic-file";

const Kept: z.ZodType<KeptTurns> = z.object({
  memberId: z.string(),
  place: z.string(),
  turns: z
    .array(z.object({ at: z.number(), health: z.enum(["online", "offline"]), reason: z.string(), detail: z.string() }))
    .transform((turns) => turns.slice(-turnsKept)),
});

/** However often servers come and go, the file is written no more often. */
const everyMs = 10_000;

/** When members came and went, on disk, so that a restart does not forget it. What cannot be read counts as nothing. */
export class TurnsKeeper {
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly turns: () => KeptTurns[],
    private readonly log: Pick<Logger, "warn">,
  ) {}

  read(): Map<string, KeptTurns> {
    try {
      const kept = z.array(Kept).parse(JSON.parse(readFileSync(this.path, "utf8")));
      return new Map(kept.map((one) => [one.memberId, one]));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        this.log.warn({ error: String(error) }, "health turns of before cannot be read");
      }
      return new Map();
    }
  }

  /** Some member came or went: written within ten seconds. */
  changed(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.write();
    }, everyMs).unref();
  }

  /** Writes what is not written yet. */
  async stop(): Promise<void> {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
      this.write();
    }
    await this.writing;
  }

  private write(): void {
    const text = JSON.stringify(this.turns());
    this.writing = this.writing
      .then(() => replaceFile(this.path, text, 0o600))
      .catch((error: unknown) => this.log.warn({ error: String(error) }, "health turns cannot be kept"));
  }
}
