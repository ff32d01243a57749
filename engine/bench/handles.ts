import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { type NativeContext, nativeContext, wrapServer } from "@/engine/tls/bindings";
import {
  ConnectWrap,
  createClientHandle,
  createServerHandle,
  kReadBytesOrError,
  streamBaseState,
  type TcpHandle,
  WriteWrap,
} from "@/engine/upstream/tcp/bindings";

/**
 * The least that a proxy on Node's own handles costs: a floor to measure against, no proxy for anybody. It reads no
 * head, chooses nothing, writes no log and times nothing. `handles.ts kind port backend-port [key certificate ciphers]`:
 *
 * - `kept`: what is read from a client goes to a kept connection of the backend, and what that answers goes back; what
 *   fits into one read is a whole message;
 * - `close`: the same with a request of its own, and the client is closed after the answer;
 * - `through`: each client has a connection of its own to the backend, which is closed with it.
 */
const [kind = "kept", port = "", backendPort = "", key, certificate, ciphers] = process.argv.slice(2);
const own = Buffer.from("GET /small HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n");
const context =
  key === undefined || certificate === undefined
    ? null
    : nativeContext(
        createSecureContext({ key: readFileSync(key), cert: readFileSync(certificate), ...(ciphers && { ciphers }) }),
      );

interface Backend {
  handle: TcpHandle;
  client: TcpHandle | null;
}

/** Everybody's: what is read is written before anybody reads again, as long as nothing has to wait. */
const buffer = Buffer.allocUnsafeSlow(65_536);
const idle: Backend[] = [];

function backend(then: (one: Backend) => void): void {
  const kept = idle.pop();
  if (kept !== undefined) {
    then(kept);
    return;
  }
  const handle = createClientHandle();
  const one: Backend = { handle, client: null };
  const request = new ConnectWrap();
  request.oncomplete = () => {
    handle.setNoDelay(true);
    handle.useUserBuffer(buffer);
    handle.onread = () => {
      const length = streamBaseState[kReadBytesOrError] as number;
      const { client } = one;
      if (length > 0 && client !== null) {
        write(client, buffer.subarray(0, length));
        if (kind === "through") return undefined;
        if (kind === "close") client.close();
        one.client = null;
        idle.push(one);
      } else if (length < 0) {
        handle.close();
        if (kind === "through") client?.close();
      }
      return undefined;
    };
    handle.readStart();
    then(one);
  };
  handle.connect(request, "127.0.0.1", Number(backendPort));
}

function write(to: TcpHandle, bytes: Uint8Array): void {
  const request = new WriteWrap();
  request.oncomplete = nothing;
  to.writeBuffer(request, bytes);
}

function nothing(): void {}

function secured(raw: TcpHandle, plain: NativeContext): TcpHandle {
  const tls = wrapServer(raw, plain);
  tls.onhandshakestart = nothing;
  tls.onhandshakedone = nothing;
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is no event target.
  tls.onerror = nothing;
  return tls;
}

const server = createServerHandle();
server.bind("127.0.0.1", Number(port));
server.onconnection = (_status, raw) => {
  if (raw === undefined) return;
  raw.setNoDelay(true);
  const client = context === null ? raw : secured(raw, context);
  client.useUserBuffer(buffer);
  let mine: Backend | null = null;
  client.onread = () => {
    const length = streamBaseState[kReadBytesOrError] as number;
    if (length < 0) {
      raw.close();
      mine?.handle.close();
    } else if (mine !== null) write(mine.handle, buffer.subarray(0, length));
    else if (length > 0)
      backend((one) => {
        one.client = client;
        write(one.handle, kind === "close" ? own : buffer.subarray(0, length));
      });
    return undefined;
  };
  if (kind === "through")
    backend((one) => {
      one.client = client;
      mine = one;
      client.readStart();
    });
  else client.readStart();
};
server.listen(4096);
