import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { promisify } from "node:util";
import type { Logger } from "pino";
import * as z from "zod";
import { Ipv4 } from "@/lib/model/address";
import { deviceFor, hostAddressesOf, isServable } from "@/lib/model/host";
import { replaceFile } from "./atomic-file";

const run = promisify(execFile);
const commandMs = 2_000;
/** Nothing of this process's environment, and messages in English. */
const quiet = { LC_ALL: "C", NODE_ENV: "production" } as const;

/** Where Linux systems have it; the path of the environment is not asked. */
export const ipCommands = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"] as const;

const Kept = z.array(z.object({ address: Ipv4, device: z.string().regex(/^[^\s/]{1,15}$/) }));
type Kept = z.infer<typeof Kept>;

/**
 * Addresses of load balancers that this engine gave to the host, and takes back when their load balancer goes: never
 * one that the host had before. They are written to a file first, so that a new process knows of them.
 */
export class AddedAddresses {
  private kept: Kept;

  /** @param commands the first that exists adds and removes; it needs CAP_NET_ADMIN. */
  constructor(
    private readonly path: string,
    private readonly log: Pick<Logger, "info" | "error">,
    private readonly commands: readonly string[] = ipCommands,
    private readonly interfaces = networkInterfaces,
  ) {
    this.kept = readKept(path);
  }

  /** Adds those that the host lacks; gives whether it has all of them now. */
  async add(wanted: ReadonlySet<string>): Promise<boolean> {
    const host = hostAddressesOf(this.interfaces());
    const missing = [...wanted].filter((address) => !host.has(address));
    for (const address of missing) {
      if (!isServable(address)) return this.failed(address, "not an address of one host");
      const device = deviceFor(address, host.addresses);
      const unkept = await this.keep([...this.kept.filter((one) => one.address !== address), { address, device }]);
      const trouble = unkept ?? (await this.ip("add", { address, device }));
      if (trouble === null) continue;
      await this.keep(this.kept.filter((one) => one.address !== address));
      // What is not permitted once is not a thousand times either.
      return this.failed(address, trouble);
    }
    return true;
  }

  /** Takes back those that were added and are not wanted any more. */
  async remove(wanted: ReadonlySet<string>): Promise<void> {
    const host = hostAddressesOf(this.interfaces());
    for (const entry of this.kept) {
      if (wanted.has(entry.address)) continue;
      const has = host.addresses.some((own) => own.address === entry.address && own.device === entry.device);
      const trouble = has ? await this.ip("del", entry) : null;
      if (trouble === null) await this.keep(this.kept.filter((one) => one.address !== entry.address));
      else this.log.error({ ...entry, trouble }, "an address that was added could not be removed");
    }
  }

  private failed(address: string, trouble: string): false {
    this.log.error({ address, trouble }, "an address could not be added to this host");
    return false;
  }

  /** Null: it is written; otherwise why not. */
  private async keep(kept: Kept): Promise<string | null> {
    this.kept = kept;
    return replaceFile(this.path, JSON.stringify(kept), 0o600).then(
      () => null,
      (error: unknown) => String(error),
    );
  }

  /** Null: done; otherwise what the system says, cut. */
  private async ip(verb: "add" | "del", { address, device }: Kept[number]): Promise<string | null> {
    const command = this.commands.find((path) => existsSync(path));
    if (command === undefined) return "there is no ip command on this host";
    try {
      await run(command, ["-4", "address", verb, `${address}/32`, "dev", device], { timeout: commandMs, env: quiet });
    } catch (error) {
      const { stderr } = error as { stderr?: string };
      return (stderr || String(error)).trim().slice(0, 200);
    }
    this.log.info({ address, device, verb }, "an address of a load balancer");
    return null;
  }
}

/** Nothing where the file is missing or is not ours: then nothing is removed. */
function readKept(path: string): Kept {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return [];
  }
}
