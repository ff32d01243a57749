import type { IncomingMessage } from "node:http";
import type { DemoServerSpec } from "@/lib/wire/snapshot";

/** A small page that says which server answered and what reached it. */
export function demoPage({ name, address, port }: DemoServerSpec, request: IncomingMessage): string {
  const facts = {
    Server: `${name} (${address}:${port})`,
    Request: `${request.method ?? ""} ${request.url ?? ""}`,
    "X-Forwarded-For": String(request.headers["x-forwarded-for"] ?? "–"),
  };
  const rows = Object.entries(facts).map(([label, value]) => `<dt>${label}</dt><dd>${escape(value)}</dd>`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(name)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}dt{color:#667}dd{margin:0 0 .75rem}</style>
<h1>${escape(name)}</h1>
<p>This page comes from a sample server of Evenkeel. Reload it: the load balancer may choose the other one.</p>
<dl>${rows.join("")}</dl>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
