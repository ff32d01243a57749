import "server-only";
import { bootstrapAuth } from "@/lib/auth/bootstrap";
import { installPeerHeader } from "@/lib/auth/peer";
import { startLogTransfers } from "@/lib/engine-client/log-transfers";
import { startEngineClient } from "@/lib/engine-client/start";
import { startAlarms } from "./start-alarms";
import { startConfigurationKeeper } from "./start-configuration";
import { startScalingKeeper } from "./start-scaling";

/** What the console needs before its first request: users, and the connection to the engine. */
export async function startConsole(): Promise<void> {
  const print = (line: string) => void process.stdout.write(`[console] ${line}\n`);
  installPeerHeader();
  await bootstrapAuth(print);
  const engine = startEngineClient(print);
  startScalingKeeper(print);
  startAlarms(print);
  startConfigurationKeeper(print);
  const transfers = startLogTransfers(print);
  // Next waits for open responses: the streams of open tabs would hold the process until it is killed.
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      transfers.stop();
      engine.stop();
    });
}
