import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { all, short, small } from "./cases";
import { compare, printHead } from "./compare";
import { load } from "./load";
import { backendPort, bundleEvenkeel, paths, startBackend, startNginx, stateFile } from "./peers";
import { launch } from "./processes";

// zz2 rounds seconds case log variant... ; variant = name,ENV=V,ENV=V
const [rounds = 3, seconds = 3, which = "short", log = "log", ...variants] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), "zz-"));
const backend = await startBackend(directory);
const proxies = [await startNginx(directory, { workers: 1, log: log === "log" })];
let port = 18300;
const entry = await bundleEvenkeel();
for (const v of variants) {
  const [name = "", ...env] = v.split(";");
  for (const e of env) {
    const i = e.indexOf("=");
    process.env[e.slice(0, i)] = e.slice(i + 1);
  }
  port += 1;
  const d = mkdtempSync(join(tmpdir(), "zz-"));
  const file = stateFile(
    d,
    [{ id: "plain", port, members: [{ id: "m0", address: "127.0.0.1", port: backendPort, weight: 1 }] }],
    { accessLogStreamId: name.endsWith("log") ? "bench" : null },
  );
  process.env.EV_PORT = String(port);
  proxies.push(await launch(name, port, process.execPath, name.startsWith("floor") ? ["/tmp/floor.mjs"] : [entry, "1", d, "", file]));
  for (const e of env) delete process.env[e.slice(0, e.indexOf("="))];
}
for (const p of proxies) await load(p, p.port, paths.small, ["-c50"], 1);
const one = which === "short" ? short : which === "small" ? small : all[Number(which)]!;
for (const p of proxies) await load(p, p.port, one.path, one.options, 3);
printHead();
await compare(proxies, one, { rounds: Number(rounds), seconds: Number(seconds) });
for (const p of proxies) await p.stop();
await backend.stop();
