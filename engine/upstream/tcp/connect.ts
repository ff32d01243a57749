import { constants } from "node:os";
import { closeDescriptor, openSourceSocket } from "@/engine/sys/listen-socket";
import { ConnectWrap, createClientHandle, type ConnectRequest, type TcpHandle } from "./bindings";

export interface ConnectOwner {
  onConnect(status: number, handle: TcpHandle): void;
}

type OwnedRequest = ConnectRequest & { owner: ConnectOwner; handle: TcpHandle };

/**
 * Begins to connect, from `source` or an address of the system's choice. `onConnect` follows always, never before this
 * returns; a negative status is libuv's error.
 */
export function connect(address: string, port: number, source: string | null, owner: ConnectOwner): TcpHandle {
  const handle = createClientHandle();
  const request = new ConnectWrap() as OwnedRequest;
  request.owner = owner;
  request.handle = handle;
  request.oncomplete = onComplete;
  let status = source === null ? 0 : bindTo(handle, source);
  if (status === 0) {
    status = address.includes(":") ? handle.connect6(request, address, port) : handle.connect(request, address, port);
  }
  if (status !== 0) setImmediate(() => owner.onConnect(status, handle));
  return handle;
}

function bindTo(handle: TcpHandle, source: string): number {
  const opened = openSourceSocket(source);
  if ("fd" in opened) {
    const status = handle.open(opened.fd);
    if (status !== 0) closeDescriptor(opened.fd);
    return status;
  }
  if (opened.code === "ENOSYS") return handle.bind(source, 0);
  return -(errnos[opened.code] ?? constants.errno.EADDRNOTAVAIL);
}

const errnos: Record<string, number> = constants.errno;

function onComplete(this: OwnedRequest, status: number): void {
  this.owner.onConnect(status, this.handle);
}
