import { type IncomingMessage, Server } from "node:http";

/** Header in which the console's own server writes the address of the socket's other end. */
export const peerHeader = "x-evenkeel-peer";

const holder = globalThis as { evenkeelPeer?: boolean };

/**
 * Next gives no peer address to routes, and lets clients write X-Forwarded-For themselves. This writes the true one
 * over whatever the client sent, on every request of this process.
 */
export function installPeerHeader(): void {
  if (holder.evenkeelPeer === true) return;
  holder.evenkeelPeer = true;
  const { prototype } = Server as { prototype: { emit: (this: Server, ...args: unknown[]) => boolean } };
  const { emit } = prototype;
  prototype.emit = function patched(this: Server, ...args: unknown[]): boolean {
    const [event, request] = args;
    if (event === "request" || event === "upgrade") {
      const { headers, socket } = request as IncomingMessage;
      headers[peerHeader] = plainAddress(socket.remoteAddress ?? "");
    }
    return emit.apply(this, args);
  };
}

function plainAddress(address: string): string {
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}

/** Address of the other end of the connection; empty where it is not known. */
export function peerOf(headers: Headers): string {
  return holder.evenkeelPeer === true ? (headers.get(peerHeader) ?? "") : "";
}

export function isLoopback(address: string): boolean {
  return address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
}

/**
 * Does a person on this very host ask? The connection comes from loopback, no proxy speaks for somebody else, and the
 * browser was sent to a loopback name: a page that points its own name at 127.0.0.1 is not local.
 */
export function isLocalVisitor(headers: Headers): boolean {
  const peer = peerOf(headers);
  if (peer !== "" ? !isLoopback(peer) : !isLoopback(process.env.EVENKEEL_HOST ?? "127.0.0.1")) return false;
  const forwarded = headers.get("x-forwarded-for");
  if (forwarded !== null && !forwarded.split(",").every((hop) => isLoopback(plainAddress(hop.trim())))) return false;
  const host = (headers.get("host") ?? "").replace(/:\d+$/, "");
  return host === "localhost" || isLoopback(host.replace(/^\[|\]$/g, ""));
}
