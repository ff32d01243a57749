import { createSocket } from "node:dgram";

export interface NameServer {
  /** As a scaling group names it. */
  place: string;
  /** IPv4 addresses by name. */
  a: Map<string, string[]>;
  /** IPv6 addresses by name, written in full: eight groups. */
  aaaa: Map<string, string[]>;
  srv: Map<string, { priority: number; port: number; target: string }[]>;
  /** Response code of every answer; 0: none, 2: server failure. */
  failure: number;
  /** It hears and says nothing. */
  silent: boolean;
  questions: number;
  stop(): Promise<void>;
}

const typeA = 1;
const typeAaaa = 28;
const typeSrv = 33;

/** A DNS server on UDP (RFC 1035, RFC 2782) that answers A and SRV questions out of its tables. */
export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket("udp4");
  const server: NameServer = {
    place: "",
    a: new Map(),
    aaaa: new Map(),
    srv: new Map(),
    failure: 0,
    silent: false,
    questions: 0,
    stop: () => new Promise((done) => socket.close(() => done())),
  };
  socket.on("message", (message, peer) => {
    server.questions += 1;
    if (!server.silent) socket.send(answerTo(message, server), peer.port, peer.address);
  });
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  server.place = `127.0.0.1:${socket.address().port}`;
  return server;
}

function answerTo(message: Buffer, { a, aaaa, srv, failure }: NameServer): Buffer {
  const { name, end } = readName(message, 12);
  const type = message.readUInt16BE(end);
  const known = a.has(name) || aaaa.has(name) || srv.has(name);
  const data: Record<number, () => Buffer[]> = {
    [typeA]: () => (a.get(name) ?? []).map((address) => Buffer.from(address.split(".").map(Number))),
    [typeAaaa]: () => (aaaa.get(name) ?? []).map(ipv6Data),
    [typeSrv]: () => (srv.get(name) ?? []).map(srvData),
  };
  const answers = failure === 0 ? (data[type]?.() ?? []) : [];
  const head = Buffer.alloc(12);
  message.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | (failure === 0 ? (known ? 0 : 3) : failure), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(answers.length, 6);
  const records = answers.map((bytes) => {
    const record = Buffer.alloc(12);
    // The name of the question, by pointer.
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(0, 6);
    record.writeUInt16BE(bytes.length, 10);
    return Buffer.concat([record, bytes]);
  });
  return Buffer.concat([head, message.subarray(12, end + 4), ...records]);
}

function ipv6Data(address: string): Buffer {
  return Buffer.from(
    address
      .split(":")
      .map((group) => group.padStart(4, "0"))
      .join(""),
    "hex",
  );
}

function srvData({ priority, port, target }: { priority: number; port: number; target: string }): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16BE(priority, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt16BE(port, 4);
  const labels = target.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([head, ...labels, Buffer.from([0])]);
}

function readName(message: Buffer, from: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = from;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join("."), end: at + 1 };
}
