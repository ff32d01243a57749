import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { segmentName } from "@/lib/model/log-segment";
import { LogQuery } from "@/lib/model/log-query";

/* Searches in many gigabytes of access log, by the reader as the console starts it: time to the first rows, time to the
   end, and the most memory it held. `npm run scale:logs -- 5` makes and searches 5 GB. */

const gigabytes = Number(process.argv[2] ?? 5);
const segmentBytes = 64 * 1024 * 1024;
const workers = 2;
const begin = Date.UTC(2026, 10, 1);

const paths = ["/", "/cart", "/login", "/img/logo.png", "/api/v1/items/17", "/api/v1/orders?page=2", "/search?q=shoes"];
const statuses = [200, 200, 200, 200, 200, 200, 304, 302, 404, 502];

function lineAt(at: number, i: number): string {
  const status = statuses[(i * 7) % statuses.length];
  const path = i % 1_000_003 === 5 ? "/needle/in/the/hay" : `${paths[(i * 13) % paths.length]}`;
  const server = `10.1.1.${2 + (i % 4)}:8080`;
  const time = new Date(at).toISOString().slice(0, 19);
  return (
    `${(at / 1000).toFixed(3)} 0d4b5b1e-5a10-4f0e-9d7a-6a1b1b8f0001 [${time}+00:00] elb_01 10.0.${i % 200}.${i % 250}:` +
    `${1024 + (i % 60_000)} ${status} "GET https://www.shop.example${path} HTTP/1.1" 512 ${300 + (i % 5000)} ${i % 5000} ` +
    `0.0${10 + (i % 80)} "${status}" "0.000" "0.0${10 + (i % 80)}" "0.0${10 + (i % 80)}" "${server}" ` +
    `"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36" "https://www.shop.example/" "-" ` +
    `loadbalancer_7c1b2f0e-0001-4f0e-9d7a-6a1b1b8f0002 listener_7c1b2f0e-0001-4f0e-9d7a-6a1b1b8f0003 ` +
    `7c1b2f0e-0001-4f0e-9d7a-6a1b1b8f0003 pool_7c1b2f0e-0001-4f0e-9d7a-6a1b1b8f0004 "-" ` +
    `7c1b2f0e-0001-4f0e-9d7a-6a1b1b8f0005 127.10.0.2:443 "${server}" - TLSv1.3 TLS_AES_128_GCM_SHA256 www.shop.example ${200 + (i % 900)}\n`
  );
}

function generate(directory: string): { lines: number; end: number } {
  let lines = 0;
  let at = begin;
  const rounds = Math.max(1, Math.round((gigabytes * 1e9) / (segmentBytes * workers)));
  for (let round = 0; round < rounds; round++) {
    const files = Array.from({ length: workers }, (_, worker) =>
      openSync(join(directory, segmentName(at, worker)), "wx"),
    );
    for (let bytes = 0; bytes < segmentBytes; ) {
      for (const fd of files) {
        let text = "";
        for (let i = 0; i < 2000; i++) {
          text += lineAt(at + Math.floor(i / 10), lines);
          lines += 1;
        }
        writeSync(fd, text, null, "latin1");
        if (fd === files[0]) bytes += text.length;
      }
      at += 200;
    }
    for (const fd of files) closeSync(fd);
  }
  return { lines, end: at };
}

interface Measured {
  first: number;
  whole: number;
  /** Of the reader's process, in seconds. */
  cpu: number;
  megabytes: number;
  matched: number;
  read: number;
}

function search(directory: string, query: LogQuery): Promise<Measured> {
  const task = { kind: "search", directory, query: LogQuery.parse(query) };
  const child = spawn(
    process.execPath,
    ["--max-old-space-size=128", process.env.EVENKEEL_LOG_READER ?? ".build/engine/log-reader.mjs"],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const began = performance.now();
  const found: Measured = { first: 0, whole: 0, cpu: 0, megabytes: 0, matched: 0, read: 0 };
  const watch = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
      const ticks = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ");
      if (ticks !== undefined) found.cpu = (Number(ticks[11]) + Number(ticks[12])) / 100;
      if (peak !== undefined) found.megabytes = Math.max(found.megabytes, Number(peak) / 1024);
    } catch {
      // It is gone.
    }
  }, 50);
  child.stdin.write(`${JSON.stringify(task)}\n`);
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (found.first === 0 && line.startsWith('{"type":"rows"')) found.first = performance.now() - began;
      if (!line.startsWith('{"type":"done"')) continue;
      const { matched, bytesDone } = JSON.parse(line) as { matched: number; bytesDone: number };
      found.matched = matched;
      found.read = bytesDone;
    }
  });
  return new Promise((done) => {
    child.on("close", () => {
      clearInterval(watch);
      found.whole = performance.now() - began;
      done(found);
    });
  });
}

const directory = mkdtempSync(join(process.env.EVENKEEL_SCALE ?? tmpdir(), "evenkeel-log-search-"));
try {
  const { lines, end } = generate(directory);
  const range = { from: begin, to: end };
  const asked: [name: string, query: LogQuery][] = [
    ["everything, counted", range],
    ["everything, with top lists", { ...range, top: true }],
    ["status:502", { ...range, text: "status:502" }],
    ["path:/needle/*, whose bytes are looked for", { ...range, text: "path:/needle/*" }],
    ["a rare word in any case", { ...range, text: "needle" }],
    ["ms:>80 server:10.1.1.3", { ...range, text: "ms:>80 server:10.1.1.3" }],
    ["newest 200 rows only", { ...range, count: false }],
    ["one minute of it", { from: begin + (end - begin) / 2, to: begin + (end - begin) / 2 + 60_000 }],
  ];
  console.log(`${gigabytes} GB, ${lines} lines\n`);
  console.log("| search | first rows | whole | CPU | read | CPU s per GB | most memory | matched |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const [name, query] of asked) {
    const integral = { ...query, from: Math.floor(query.from), to: Math.floor(query.to) };
    const { first, whole, cpu, megabytes, matched, read } = await search(directory, integral);
    const perGigabyte = read === 0 ? 0 : cpu / (read / 1e9);
    console.log(
      `| ${name} | ${first.toFixed(0)} ms | ${(whole / 1000).toFixed(2)} s | ${cpu.toFixed(2)} s | ${(read / 1e9).toFixed(2)} GB | ` +
        `${perGigabyte.toFixed(2)} | ${megabytes.toFixed(0)} MB | ${matched} |`,
    );
  }
} finally {
  rmSync(directory, { recursive: true });
}
