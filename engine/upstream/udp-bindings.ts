import type { SocketName } from "./tcp/bindings";

/** The UDP handle underneath `dgram.Socket`, used directly: one socket of dgram costs an emitter and a tick a datagram. */
export interface UdpHandle {
  /** `length` below 0 is libuv's error and there are no bytes. `from` is filled for sockets that are not connected. */
  onmessage: ((length: number, handle: UdpHandle, bytes: Buffer, from: SocketName) => void) | undefined;
  readonly fd: number;
  open(fd: number): number;
  bind(address: string, port: number, flags: number): number;
  bind6(address: string, port: number, flags: number): number;
  connect(address: string, port: number): number;
  connect6(address: string, port: number): number;
  getsockname(out: SocketName): number;
  recvStart(): number;
  recvStop(): number;
  /** Above 0: it has left; 0: it waits; below: libuv's error. Connected sockets take no port and address. */
  send(request: object, list: Uint8Array[], count: number, hasCallback: boolean): number;
  send(request: object, list: Uint8Array[], count: number, port: number, address: string, hasCallback: boolean): number;
  getSendQueueCount(): number;
  close(done?: () => void): void;
}

interface UdpBinding {
  UDP: new () => UdpHandle;
  SendWrap: new () => object;
}

// As of tcp_wrap: on the permanent list of process.binding.
const { UDP, SendWrap } = (process as unknown as { binding(name: string): unknown }).binding("udp_wrap") as UdpBinding;

export { SendWrap };

export function createUdpHandle(): UdpHandle {
  return new UDP();
}
