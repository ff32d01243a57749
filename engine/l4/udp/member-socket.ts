import { constants } from "node:os";
import { getSystemErrorName } from "node:util";
import { hasDatagramCalls, receiveDatagram, sendDatagram } from "@/engine/sys/datagrams";
import { closeDescriptor, connectDatagramSocket } from "@/engine/sys/listen-socket";
import {
  createClientHandle,
  endOfFile,
  kReadBytesOrError,
  streamBaseState,
  type TcpHandle,
} from "@/engine/upstream/tcp/bindings";
import { sharedReadBuffer } from "@/engine/upstream/tcp/channel";
import { createUdpHandle, SendWrap, type UdpHandle } from "@/engine/upstream/udp-bindings";
import { Drain } from "./drain";

/** Datagrams of one member taken in one turn of the event loop. */
const batch = 16;

/** Who hears a member's socket. `bytes` is valid until the call returns. */
export interface MemberSocketOwner {
  onReply(bytes: Buffer, length: number): void;
  /** The socket is of no use any more: close it. ECONNREFUSED is the member's "port unreachable". */
  onSocketFailed(code: string): void;
}

/** A UDP socket that is connected to a member: it hears that member alone, and its ICMP errors. */
export interface MemberSocket {
  /** 0, or the errno. What cannot leave at once is lost, as datagrams may be. */
  send(bytes: Buffer, length: number): number;
  close(): void;
}

export type OpenMemberSocket = (
  address: string,
  port: number,
  source: string | null,
  owner: MemberSocketOwner,
) => MemberSocket | { code: string };

/** Opens a socket towards a member, from `source` or an address of the system's choice. */
export const openMemberSocket: OpenMemberSocket = (address, port, source, owner) => {
  if (address.includes(":") || !hasDatagramCalls()) return HandleSocket.open(address, port, source, owner);
  const result = connectDatagramSocket(address, port, source);
  if (!("fd" in result)) return result;
  const handle = createClientHandle();
  const status = handle.open(result.fd);
  if (status === 0) return new StreamSocket(handle as StreamHandle, result.fd, owner);
  closeDescriptor(result.fd);
  handle.close();
  return { code: getSystemErrorName(status) };
};

type StreamHandle = TcpHandle & { owner: MemberSocketOwner | null; socket: StreamSocket };

/**
 * The descriptor read through a stream handle, which takes each datagram with one read into the one buffer that all
 * share; a UDP handle would allocate 64 kB for each. An empty datagram looks like an end of the stream, which it is not.
 */
class StreamSocket implements MemberSocket {
  private readonly drain = new Drain();

  constructor(
    private readonly handle: StreamHandle,
    private readonly fd: number,
    owner: MemberSocketOwner,
  ) {
    handle.socket = this;
    handle.owner = owner;
    handle.onread = onRead;
    handle.useUserBuffer(sharedReadBuffer);
    handle.readStart();
  }

  send(bytes: Buffer, length: number): number {
    return sendDatagram(this.fd, bytes, length);
  }

  /** A member that says much at once is heard in one turn of the event loop. */
  readMore(): void {
    if (!this.drain.isDue()) return;
    let more = 0;
    for (; more < batch && this.handle.owner !== null; more++) {
      const length = receiveDatagram(this.fd, sharedReadBuffer);
      if (length < 0) break;
      this.handle.owner.onReply(sharedReadBuffer, length);
    }
    this.drain.found(more);
  }

  close(): void {
    this.handle.owner = null;
    this.handle.close();
  }
}

function onRead(this: StreamHandle): undefined {
  const length = streamBaseState[kReadBytesOrError] as number;
  if (length >= 0) {
    this.owner?.onReply(sharedReadBuffer, length);
    this.socket.readMore();
  } else if (length === endOfFile) {
    this.owner?.onReply(sharedReadBuffer, 0);
    if (this.owner !== null) this.readStart();
  } else this.owner?.onSocketFailed(getSystemErrorName(length));
}

/** Through Node's UDP handle: IPv6 members, and hosts without system calls. */
class HandleSocket implements MemberSocket {
  private constructor(private readonly handle: UdpHandle) {}

  static open: OpenMemberSocket = (address, port, source, owner) => {
    const handle = createUdpHandle();
    const isV6 = address.includes(":");
    let status = source === null || source.includes(":") !== isV6 ? 0 : bind(handle, source, isV6);
    if (status === 0) status = isV6 ? handle.connect6(address, port) : handle.connect(address, port);
    // A handle has no listeners.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener
    handle.onmessage = (length, _handle, bytes) => {
      if (length < 0) owner.onSocketFailed(getSystemErrorName(length));
      else owner.onReply(bytes, length);
    };
    if (status === 0) status = handle.recvStart();
    if (status === 0) return new HandleSocket(handle);
    handle.close();
    return { code: getSystemErrorName(status) };
  };

  send(bytes: Buffer, length: number): number {
    if (this.handle.getSendQueueCount() > 0) return constants.errno.EAGAIN;
    const status = this.handle.send(new SendWrap(), [Buffer.from(bytes.subarray(0, length))], 1, false);
    return status < 0 ? -status : 0;
  }

  close(): void {
    this.handle.close();
  }
}

function bind(handle: UdpHandle, source: string, isV6: boolean): number {
  return isV6 ? handle.bind6(source, 0, 0) : handle.bind(source, 0, 0);
}
