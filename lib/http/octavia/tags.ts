import type { Tag } from "@/lib/model/tag";
import type { Body } from "../body";

/** Octavia's tags are plain strings; ours have a key and a value: `key=value`, or the key alone. */
export function readTags(body: Body): Tag[] | undefined {
  return body.list("tags")?.map((tag) => {
    const [key = "", ...rest] = String(tag).split("=");
    return { key, value: rest.join("=") };
  });
}

export function tagTexts(tags: readonly Tag[]): string[] {
  return tags.map(({ key, value }) => (value === "" ? key : `${key}=${value}`));
}
