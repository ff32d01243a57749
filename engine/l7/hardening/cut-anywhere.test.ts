import { expect, it } from "vitest";
import { startChain } from "@/engine/testing/session";

/* Framing of answers at every split of the member's bytes. */

const get = (minor: number) => `GET / HTTP/1.${minor}\r\nHost: h\r\nConnection: keep-alive\r\n\r\n`;

const answers: [name: string, text: string, body: string][] = [
  [
    "chunks",
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x="y"\r\nabc\r\n0b\r\nhello world\r\n0;z\r\nT: 1\r\n\r\n',
    "abchello world",
  ],
  ["length", "HTTP/1.1 200 OK\r\nContent-Length: 014\r\nA: b\r\n\r\nabchello world", "abchello world"],
];

it.each(answers)("an answer with %s is the same wherever it is cut", async (_name, text, body) => {
  let cut = 0;
  const { backend, client } = await startChain((connection, socket) => {
    if (!connection.bytes.endsWith("\r\n\r\n")) return;
    socket.write(text.slice(0, cut));
    setTimeout(() => socket.write(text.slice(cut)), 1);
  });
  for (cut = 1; cut < text.length; cut++) {
    client.send(get(1));
    const answer = await client.answer();
    expect([answer.status, answer.body], `cut at ${cut}`).toEqual([200, body]);
    expect(client.received, `cut at ${cut}`).toBe("");
  }
  expect(backend.connections).toHaveLength(1);
});

it("an answer byte by byte is the same, for HTTP/1.0 too", async () => {
  for (const [, text, body] of answers) {
    for (const minor of [1, 0]) {
      const chain = await startChain((connection, socket) => {
        if (!connection.bytes.endsWith("\r\n\r\n")) return;
        let at = 0;
        const more = (): void => {
          if (at < text.length) socket.write(text.slice(at, ++at), () => setImmediate(more));
        };
        more();
      });
      chain.client.send(get(minor));
      const isPlain = minor === 0 && text.includes("chunked");
      if (isPlain) expect(await chain.client.all()).toBe(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${body}`);
      else expect((await chain.client.answer()).body).toBe(body);
    }
  }
});
