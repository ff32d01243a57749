/** One place where somebody is signed in. */
export interface SessionView {
  id: string;
  userId: string;
  userName: string;
  /** Where it was opened from, as the console saw it; empty: unknown. */
  address: string;
  /** `Firefox on Linux`; empty: the program did not say. */
  program: string;
  /** ms of the epoch. */
  signedInAt: number;
  expiresAt: number;
  /** The one that asks. */
  isThis: boolean;
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|HeadlessChrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** The few words of a User-Agent that tell somebody which machine it was; its own first word where none is known. */
export function programOf(userAgent: string): string {
  const known = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = known(browsers) ?? /^[\w.-]{1,40}/.exec(userAgent)?.[0] ?? "";
  const system = known(systems);
  return browser === "" || system === undefined ? browser : `${browser} · ${system}`;
}
