import { getSystemErrorName } from "node:util";
import { hasDatagramCalls, from, receiveDatagram, sendDatagramTo } from "@/engine/sys/datagrams";
import { Drain } from "./drain";
import { ipv4Number } from "@/engine/limits/peer-address";
import { faults } from "@/engine/upstream/tcp/channel";
import type { SocketName } from "@/engine/upstream/tcp/bindings";
import { ListenError } from "@/engine/upstream/tcp/listening-socket";
import { createUdpHandle, SendWrap, type UdpHandle } from "@/engine/upstream/udp-bindings";

/** Takes each datagram of a client. `bytes` is valid until the call returns. */
export type Receive = (address: number, port: number, bytes: Buffer, length: number) => void;

/** Datagrams taken in one turn of the event loop; others get their turn then. */
const batch = 64;
const buffer = Buffer.allocUnsafeSlow(65_536);

/** A socket that clients send to. Replies leave from it, so that they come from where the client asked. */
export class ClientSocket {
  readonly address: string;
  readonly port: number;
  private closed = false;
  private readonly fd: number;
  private readonly drain = new Drain();

  private constructor(
    private readonly handle: UdpHandle,
    private readonly receive: Receive,
  ) {
    const name: SocketName = {};
    handle.getsockname(name);
    this.address = name.address ?? "";
    this.port = name.port ?? 0;
    this.fd = hasDatagramCalls() ? handle.fd : -1;
    // A handle has no listeners.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    handle.onmessage = (length, _handle, bytes, sender) => this.take(length, bytes, sender);
  }

  /** Takes over the bound descriptor `fd`, or binds by itself; port 0 takes a free one. @throws ListenError */
  static open(place: { address: string; port: number; fd?: number | undefined }, receive: Receive): ClientSocket {
    const handle = createUdpHandle();
    let status = place.fd === undefined ? handle.bind(place.address, place.port, 0) : handle.open(place.fd);
    if (status === 0) {
      const socket = new ClientSocket(handle, receive);
      status = handle.recvStart();
      if (status === 0) return socket;
    }
    handle.close();
    throw new ListenError(getSystemErrorName(status));
  }

  /** Sends to a client, given in both forms. 0, or the errno: what cannot leave at once is lost. */
  send(bytes: Buffer, length: number, to: Buffer): number {
    if (this.closed) return 0;
    if (this.fd >= 0) return sendDatagramTo(this.fd, bytes, length, to);
    if (this.handle.getSendQueueCount() > 1000) return 1;
    const address = `${to[4]}.${to[5]}.${to[6]}.${to[7]}`;
    const own = Buffer.from(bytes.subarray(0, length));
    const status = this.handle.send(new SendWrap(), [own], 1, to.readUInt16BE(2), address, false);
    return status < 0 ? -status : 0;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.handle.close();
  }

  /** The first datagram that waited came through the event loop; the ones behind it are read here, without it. */
  private take(length: number, bytes: Buffer, sender: SocketName): void {
    if (length < 0) return;
    this.give(ipv4Number(sender.address ?? ""), sender.port ?? 0, bytes, length);
    if (this.fd < 0 || !this.drain.isDue()) return;
    let more = 0;
    for (; more < batch && !this.closed; more++) {
      const next = receiveDatagram(this.fd, buffer);
      if (next < 0) break;
      this.give(from.address, from.port, buffer, next);
    }
    this.drain.found(more);
  }

  private give(address: number, port: number, bytes: Buffer, length: number): void {
    try {
      this.receive(address, port, bytes, length);
    } catch (error) {
      faults.count += 1;
      faults.report?.(error);
    }
  }
}
