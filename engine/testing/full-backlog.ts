import { connect, type Socket } from "node:net";
import { closeDescriptor, openListenSocket } from "@/engine/sys/listen-socket";

/** A place where connections hang: a socket listens, nobody accepts and its queue is full. Null without koffi. */
export async function openBlackHole(): Promise<{ port: number; close: () => void } | null> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const opened = openListenSocket("127.0.0.1", port, { backlog: 0, reusePort: false });
  if (!("fd" in opened)) return null;
  const sockets: Socket[] = [];
  for (let i = 0; i < 4; i++) {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    sockets.push(socket);
    await new Promise<void>((resolve) => {
      socket.once("connect", () => resolve());
      setTimeout(resolve, 50);
    });
  }
  return {
    port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      closeDescriptor(opened.fd);
    },
  };
}
