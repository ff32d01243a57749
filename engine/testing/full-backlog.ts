import { connect, type Socket } from "node:net";

/**
 * Opens connections to a server that does not accept in this thread's turn, until one hangs. Null when the kernel
 * takes them all (the server's thread accepts): the caller cannot test then.
 */
export async function fillBacklog(port: number): Promise<(() => void) | null> {
  const sockets: Socket[] = [];
  const release = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  for (let i = 0; i < 16; i++) {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    sockets.push(socket);
    const connected = await Promise.race([
      new Promise<boolean>((resolve) => socket.once("connect", () => resolve(true))),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 100)),
    ]);
    if (!connected) return release;
  }
  release();
  return null;
}
