import { ConnectWrap, createClientHandle, type ConnectRequest, type TcpHandle } from "./bindings";

export interface ConnectOwner {
  onConnect(status: number, handle: TcpHandle): void;
}

type OwnedRequest = ConnectRequest & { owner: ConnectOwner; handle: TcpHandle };

/** Begins to connect. `onConnect` follows always, never before this returns; a negative status is libuv's error. */
export function connect(address: string, port: number, owner: ConnectOwner): TcpHandle {
  const handle = createClientHandle();
  const request = new ConnectWrap() as OwnedRequest;
  request.owner = owner;
  request.handle = handle;
  request.oncomplete = onComplete;
  const status = address.includes(":")
    ? handle.connect6(request, address, port)
    : handle.connect(request, address, port);
  if (status !== 0) setImmediate(() => owner.onConnect(status, handle));
  return handle;
}

function onComplete(this: OwnedRequest, status: number): void {
  this.owner.onConnect(status, this.handle);
}
