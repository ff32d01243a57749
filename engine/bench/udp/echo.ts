import { from, receiveDatagram, sendDatagramTo } from "@/engine/sys/datagrams";
import { openDatagramSocket, socketAddress } from "@/engine/sys/listen-socket";

/** The one backend of all: sends every datagram back. Argument: port. Holds its thread while there is work. */
const opened = openDatagramSocket("127.0.0.1", Number(process.argv[2]), { reusePort: false });
if (!("fd" in opened)) throw new Error(opened.message);
const { fd } = opened;
const buffer = Buffer.alloc(65_536);
const addresses = new Map<number, Buffer>();
turn();

function turn(): void {
  for (let idle = 0; idle < 200; idle++) {
    const length = receiveDatagram(fd, buffer);
    if (length < 0) continue;
    idle = 0;
    const key = from.address * 65_536 + from.port;
    let to = addresses.get(key);
    if (to === undefined) {
      to = socketAddress(from.address, from.port);
      addresses.set(key, to);
    }
    sendDatagramTo(fd, buffer, length, to);
  }
  setTimeout(turn, 1);
}
