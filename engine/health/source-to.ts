import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";

/**
 * Address of this host that the system sends to a server from; nothing is sent. Empty: it has none. A connection that
 * did not come about does not tell its own.
 */
export function sourceTo({ address, port }: { address: string; port: number }): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    const settle = (source: string): void => {
      socket.removeAllListeners();
      socket.on("error", () => undefined);
      socket.close();
      resolve(source);
    };
    socket.on("error", () => settle(""));
    // Not a callback of connect: that is called with the error.
    socket.on("connect", () => settle(socket.address().address));
    socket.connect(port, address);
  });
}
