import { createServer, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { freeSamplePort } from "./free-port";

const listen = (host: string) =>
  new Promise<{ port: number; close: () => void }>((resolve) => {
    const server = createServer();
    server.listen(0, host, () =>
      resolve({ port: (server.address() as AddressInfo).port, close: () => server.close() }),
    );
  });

test("a port that another program holds on all addresses is passed over", async () => {
  const held = await listen("0.0.0.0");
  const free = await listen("127.0.0.1");
  free.close();
  try {
    expect(await freeSamplePort([held.port, free.port])).toBe(free.port);
  } finally {
    held.close();
  }
});
