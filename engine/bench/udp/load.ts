import { receiveDatagram, sendDatagram } from "@/engine/sys/datagrams";
import { closeDescriptor, connectDatagramSocket } from "@/engine/sys/listen-socket";

/**
 * Clients that each have so many datagrams under way: an answer is followed by the next question. Arguments: port, flows,
 * datagrams under way a flow, bytes, seconds. Prints JSON: answers, and datagrams that were not answered in time.
 */
const [port = 0, flows = 50, window = 1, bytes = 128, seconds = 3] = process.argv.slice(2).map(Number);
const question = Buffer.alloc(bytes, "x");
const buffer = Buffer.alloc(65_536);
const descriptors = Array.from({ length: flows }, () => {
  const opened = connectDatagramSocket("127.0.0.1", port, null);
  if (!("fd" in opened)) throw new Error(opened.message);
  return opened.fd;
});
const heard = new Float64Array(flows);
let answers = 0;
let lost = 0;

function ask(fd: number): void {
  for (let i = 0; i < window; i++) sendDatagram(fd, question, bytes);
}

const begun = performance.now();
const end = begun + seconds * 1000;
for (const [index, fd] of descriptors.entries()) {
  heard[index] = begun;
  ask(fd);
}
for (let now = begun; now < end; now = performance.now()) {
  for (let index = 0; index < flows; index++) {
    const fd = descriptors[index] as number;
    let got = 0;
    while (got < window && receiveDatagram(fd, buffer) >= 0) got += 1;
    for (let i = 0; i < got; i++) sendDatagram(fd, question, bytes);
    answers += got;
    if (got > 0) heard[index] = now;
    else if (now - (heard[index] as number) > 200) {
      lost += window;
      heard[index] = now;
      ask(fd);
    }
  }
}
const perSecond = answers / ((performance.now() - begun) / 1000);
for (const fd of descriptors) closeDescriptor(fd);
console.log(JSON.stringify({ answers, lost, perSecond }));
