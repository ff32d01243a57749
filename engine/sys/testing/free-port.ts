import { once } from "node:events";
import { createServer } from "node:net";

/** A port that was free a moment ago on an address of 127/8. */
export async function freePort(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
