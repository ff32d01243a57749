import { sendDatagram } from "@/engine/sys/datagrams";
import { closeDescriptor } from "@/engine/sys/listen-socket";
import { openPingSocket } from "@/engine/sys/ping-socket";
import { systemError } from "@/engine/sys/libc";
import { createClientHandle, kReadBytesOrError, streamBaseState, type TcpHandle } from "@/engine/upstream/tcp/bindings";
import { answersEcho, echoPacket } from "./icmp-echo";

/** `skipped`: this host or address cannot be pinged from here; it says nothing about the member. */
export type PingResult = "answered" | "silent" | "skipped" | { code: string };

const buffer = Buffer.allocUnsafeSlow(2048);
let sequences = 0;

/** One ICMP echo; silent after `timeoutMs`. Never rejects. */
export function ping(address: string, source: string | null, timeoutMs: number): Promise<PingResult> {
  const opened = openPingSocket(address, source);
  if (!("fd" in opened)) return Promise.resolve("skipped");
  const handle: TcpHandle = createClientHandle();
  if (handle.open(opened.fd) !== 0) {
    closeDescriptor(opened.fd);
    handle.close();
    return Promise.resolve("skipped");
  }
  sequences = (sequences + 1) & 0xffff;
  const sequence = sequences;
  const id = process.pid & 0xffff;
  return new Promise((resolve) => {
    const settle = (result: PingResult): void => {
      clearTimeout(timer);
      handle.onread = () => undefined;
      handle.close();
      resolve(result);
    };
    const timer = setTimeout(() => settle("silent"), timeoutMs);
    handle.onread = () => {
      const length = streamBaseState[kReadBytesOrError] as number;
      if (length < 0) settle({ code: systemError(-length).code });
      else if (answersEcho(buffer, length, opened.raw, id, sequence)) settle("answered");
      return undefined;
    };
    handle.useUserBuffer(buffer);
    handle.readStart();
    const error = sendDatagram(opened.fd, echoPacket(id, sequence), 8 + 21);
    if (error !== 0) settle({ code: systemError(error).code });
  });
}
