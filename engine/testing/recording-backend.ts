import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** What one connection to the backend carried, as bytes (latin1). */
export interface Recorded {
  bytes: string;
  ended: boolean;
  closed: boolean;
  socket: Socket;
}

/** Answers when the bytes so far deserve it; called after each arrival. */
export type Behaviour = (connection: Recorded, socket: Socket) => void;

/** A member that keeps every byte that reached it. */
export class RecordingBackend {
  readonly connections: Recorded[] = [];
  behaviour: Behaviour;

  private constructor(
    readonly server: Server,
    behaviour: Behaviour,
  ) {
    this.behaviour = behaviour;
  }

  static async start(behaviour: Behaviour = answerEach(), address = "127.0.0.1"): Promise<RecordingBackend> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const backend = new RecordingBackend(server, behaviour);
    server.on("connection", (socket) => backend.take(socket));
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    return backend;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** All bytes of all connections, in the order of the connections. */
  get bytes(): string {
    return this.connections.map(({ bytes }) => bytes).join("");
  }

  /** Request lines seen. */
  get requestLines(): string[] {
    return this.bytes.match(/^[A-Z]+ \S+ HTTP\/1\.1$/gm) ?? [];
  }

  async stop(): Promise<void> {
    for (const { socket } of this.connections) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private take(socket: Socket): void {
    const connection: Recorded = { bytes: "", ended: false, closed: false, socket };
    this.connections.push(connection);
    socket.on("error", () => undefined);
    socket.on("end", () => {
      connection.ended = true;
      socket.end();
    });
    socket.on("close", () => {
      connection.closed = true;
    });
    socket.on("data", (bytes) => {
      connection.bytes += bytes.toString("latin1");
      this.behaviour(connection, socket);
    });
  }
}

/** Answers every whole request (by its framing) with the same bytes, or with what `answer` makes of it. */
export function answerEach(answer: string | ((head: string, body: string) => string) = ok("ok")): Behaviour {
  const seen = new WeakMap<Recorded, number>();
  return (connection, socket) => {
    for (;;) {
      const from = seen.get(connection) ?? 0;
      const rest = connection.bytes.slice(from);
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = rest.slice(0, end);
      const length = /^content-length: *(\d+)/im.exec(head);
      let size = end + 4;
      if (/^transfer-encoding: *chunked/im.test(head)) {
        const last = /(?:^|\r\n)0+\r\n\r\n/.exec(rest.slice(size));
        if (last === null) return;
        size += last.index + last[0].length;
      } else if (length !== null) {
        size += Number(length[1]);
        if (rest.length < size) return;
      }
      seen.set(connection, from + size);
      const text = typeof answer === "string" ? answer : answer(head, rest.slice(end + 4, size));
      if (text !== "") socket.write(text, "latin1");
    }
  };
}

/** An answer of 200 with a length. */
export function ok(body: string, headers = ""): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`;
}
