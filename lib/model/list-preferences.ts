import * as z from "zod";

/** How a user sees one kind of list. */
export const ListPreferences = z.object({
  /** Column id → shown. A column that is not named keeps its own default. */
  columns: z.record(z.string().max(60), z.boolean()).refine((columns) => Object.keys(columns).length <= 100),
  density: z.enum(["comfortable", "compact"]),
});
export type ListPreferences = z.infer<typeof ListPreferences>;

/** `preferences` null: as it was at first. */
export const SaveListPreferencesInput = z.object({
  resource: z.string().regex(/^[a-zA-Z0-9-]{1,40}$/),
  preferences: ListPreferences.nullable(),
});
export type SaveListPreferencesInput = z.input<typeof SaveListPreferencesInput>;

export const standardListPreferences: ListPreferences = { columns: {}, density: "comfortable" };
