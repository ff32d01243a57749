import { getSystemErrorName } from "node:util";
import { createServerHandle, type SocketName, type TcpHandle } from "./bindings";

/** Takes each new connection; what it throws closes that connection alone. */
export type Accept = (handle: TcpHandle) => void;

/** Why a socket could not listen: the operating system's code, such as EADDRINUSE. */
export class ListenError extends Error {
  readonly source = "internal";
  readonly retryable = false;
  constructor(readonly code: string) {
    super(`cannot listen: ${code}`);
  }
}

const backlog = 4096;

/** A listening TCP socket. */
export class ListeningSocket {
  private closed = false;
  readonly address: string;
  readonly port: number;

  private constructor(
    private readonly handle: TcpHandle,
    accept: Accept,
  ) {
    handle.onconnection = (status, connection) => {
      if (status !== 0 || connection === undefined) return;
      if (this.closed) {
        connection.close();
        return;
      }
      try {
        accept(connection);
      } catch {
        connection.close();
      }
    };
    const status = handle.listen(backlog);
    if (status !== 0) throw closing(handle, status);
    const name: SocketName = {};
    handle.getsockname(name);
    this.address = name.address ?? "";
    this.port = name.port ?? 0;
  }

  /** Takes over a bound descriptor, which belongs to the socket from then on. @throws ListenError */
  static fromDescriptor(fd: number, accept: Accept): ListeningSocket {
    const handle = createServerHandle();
    const status = handle.open(fd);
    if (status !== 0) throw closing(handle, status);
    return new ListeningSocket(handle, accept);
  }

  /** Binds by itself; port 0 takes a free one. @throws ListenError */
  static bind(address: string, port: number, accept: Accept): ListeningSocket {
    const handle = createServerHandle();
    const status = address.includes(":") ? handle.bind6(address, port, 0) : handle.bind(address, port);
    if (status !== 0) throw closing(handle, status);
    return new ListeningSocket(handle, accept);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.handle.close();
  }
}

function closing(handle: TcpHandle, status: number): ListenError {
  handle.close();
  return new ListenError(getSystemErrorName(status));
}
