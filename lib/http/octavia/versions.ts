/** Octavia's API versions up to the one whose shapes are served; what lies between differs only in additions. */
const minors = 26;

export function listVersions(root: string) {
  const versions = Array.from({ length: minors + 1 }, (_, minor) => ({
    id: `v2.${minor}`,
    status: minor === minors ? "CURRENT" : "SUPPORTED",
    updated: minor === minors ? "2022-08-29T00:00:00Z" : "2016-12-11T00:00:00Z",
    links: [{ href: `${root}/v2`, rel: "self" }],
  }));
  return { versions };
}
