import "node:tls";
import type { SecureContext } from "node:tls";
import type { TcpHandle } from "@/engine/upstream/tcp/bindings";

/**
 * The TLS handle underneath `tls.TLSSocket`, used directly as the TCP one is. Importing node:tls puts `getpeername`
 * and the like on its prototype. Everything of TLS that is not public API of Node is here.
 */
export interface TlsWrap extends TcpHandle {
  /** Node's own methods on the prototype look for the TCP handle here. */
  _parent: TcpHandle;
  onhandshakestart: () => void;
  onhandshakedone: () => void;
  onerror: (error: Error) => void;
  oncertcb: () => void;
  /** Context whose certificate is shown; set before `certCbDone`. */
  sni_context: NativeContext | undefined;
  enableCertCb(): void;
  certCbDone(): void;
  setVerifyMode(requestsCertificate: boolean, refusesWithout: boolean): void;
  setALPNProtocols(protocols: Buffer): void;
  receive(bytes: Buffer): void;
  destroySSL(): void;
  verifyError(): Error | undefined | null;
  getServername(): string | false;
  getProtocol(): string | null;
  getCipher(): { name: string; standardName: string } | undefined;
  getALPNNegotiatedProtocol(): string | false;
  isSessionReused(): boolean;
  getPeerCertificate(abbreviated: boolean): { raw?: Buffer } | undefined;
}

export interface NativeContext {
  setTicketKeys(keys: Buffer): void;
}

interface TlsBinding {
  wrap(this: void, handle: TcpHandle, context: NativeContext, isServer: boolean, hasActiveWrite: boolean): TlsWrap;
}

const binding = (process as unknown as { binding(name: string): unknown }).binding.bind(process);
const { wrap } = binding("tls_wrap") as TlsBinding;

/** A server's side of TLS on an open connection. */
export function wrapServer(handle: TcpHandle, context: NativeContext): TlsWrap {
  const tls = wrap(handle, context, true, false);
  tls._parent = handle;
  return tls;
}

export function nativeContext(context: SecureContext): NativeContext {
  return context.context as NativeContext;
}
