import { createServer } from "node:net";

/** Wherever a program listens on all addresses of the host, this one is taken as well. */
const anyLoopback = "127.255.255.253";

const preferred = [8080, 8081, 8088, 8888, 18_080, 28_080] as const;

/** First of a few well-known ports that no program of this host holds on all addresses; 8080 when all are held. */
export async function freeSamplePort(ports: readonly number[] = preferred): Promise<number> {
  for (const port of ports) if (await canListen(port)) return port;
  return preferred[0];
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, anyLoopback, () => server.close(() => resolve(true)));
  });
}
