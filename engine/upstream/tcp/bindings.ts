/**
 * The TCP handle underneath `net.Socket`, used directly: a `net.Socket` costs a stream, a tick and several closures a
 * write, which is more than the whole of our own code a request. Everything that is not public API of Node is here.
 */
export interface TcpHandle {
  onread: (() => Buffer | undefined) | undefined;
  onconnection: ((status: number, handle: TcpHandle | undefined) => void) | undefined;
  readonly fd: number;
  readonly writeQueueSize: number;
  open(fd: number): number;
  bind(address: string, port: number): number;
  bind6(address: string, port: number, flags: number): number;
  listen(backlog: number): number;
  connect(request: ConnectRequest, address: string, port: number): number;
  connect6(request: ConnectRequest, address: string, port: number): number;
  getsockname(out: SocketName): number;
  getpeername(out: SocketName): number;
  setNoDelay(on: boolean): number;
  setKeepAlive(on: boolean, seconds: number): number;
  readStart(): number;
  readStop(): number;
  useUserBuffer(buffer: Buffer): number;
  writeLatin1String(request: WriteRequest, text: string): number;
  writeBuffer(request: WriteRequest, bytes: Uint8Array): number;
  shutdown(request: ShutdownRequest): number;
  close(done?: () => void): void;
  reset(done?: () => void): number;
}

export interface SocketName {
  address?: string;
  family?: string;
  port?: number;
}

export interface ConnectRequest {
  oncomplete: ((status: number) => void) | null;
}

export interface WriteRequest {
  oncomplete: ((status: number) => void) | null;
  bytes: Uint8Array | null;
}

export interface ShutdownRequest {
  oncomplete: ((status: number) => void) | null;
}

interface TcpBinding {
  TCP: new (kind: number) => TcpHandle;
  TCPConnectWrap: new () => ConnectRequest;
  constants: { SOCKET: number; SERVER: number };
}

interface StreamBinding {
  WriteWrap: new () => WriteRequest;
  ShutdownWrap: new () => ShutdownRequest;
  streamBaseState: Int32Array;
  kReadBytesOrError: number;
  kLastWriteWasAsync: number;
}

// process.binding is deprecated in documents only; tcp_wrap and stream_wrap are on its permanent list.
const binding = (process as unknown as { binding(name: string): unknown }).binding.bind(process);
const tcp = binding("tcp_wrap") as TcpBinding;
const stream = binding("stream_wrap") as StreamBinding;

export const { WriteWrap, ShutdownWrap, streamBaseState, kReadBytesOrError, kLastWriteWasAsync } = stream;
export const ConnectWrap = tcp.TCPConnectWrap;

export function createClientHandle(): TcpHandle {
  return new tcp.TCP(tcp.constants.SOCKET);
}

export function createServerHandle(): TcpHandle {
  return new tcp.TCP(tcp.constants.SERVER);
}

/** libuv's end of file. */
export const endOfFile = -4095;
