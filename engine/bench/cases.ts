import { paths } from "./peers";

/** One kind of traffic. */
export interface Case {
  name: string;
  path: string;
  /** Of wrk. */
  options: string[];
  /** Keep-alive clients that wait meanwhile. */
  idle?: number;
  /** At the port where clients stay with their server, with the cookie that the proxy gave. */
  sticky?: boolean;
}

export const small: Case = { name: "128 B, 50 keep-alive", path: paths.small, options: ["-c50"] };
export const short: Case = {
  name: "128 B, new connection each",
  path: paths.small,
  options: ["-c50", "-H", "Connection: close"],
};

export const all: Case[] = [
  small,
  { name: "10 kB, 50 keep-alive", path: paths.kilobytes10, options: ["-c50"] },
  { name: "1 MB, 10 keep-alive", path: paths.megabyte, options: ["-c10"] },
  short,
  { name: "128 B, 50 busy + 1,000 idle", path: paths.small, options: ["-c50"], idle: 1000 },
  { name: "128 B, 50 keep-alive, balancer cookie", path: paths.small, options: ["-c50"], sticky: true },
];
