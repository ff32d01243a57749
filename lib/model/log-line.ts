/** The guide's 32 fields of a line in their order, by their own names (table 7-1). */
export const logFields = [
  "msec",
  "access_log_topic_id",
  "time_iso8601",
  "log_ver",
  "remote_addr:remote_port",
  "status",
  "request",
  "request_length",
  "bytes_sent",
  "body_bytes_sent",
  "request_time",
  "upstream_status",
  "upstream_connect_time",
  "upstream_header_time",
  "upstream_response_time",
  "upstream_addr",
  "http_user_agent",
  "http_referer",
  "http_x_forwarded_for",
  "lb_name",
  "listener_name",
  "listener_id",
  "pool_name",
  "member_name",
  "tenant_id",
  "eip_address:eip_port",
  "upstream_addr_priv",
  "certificate_id",
  "ssl_protocol",
  "ssl_cipher",
  "sni_domain_name",
  "tcpinfo_rtt",
] as const;
export type LogField = (typeof logFields)[number];

/** Position of each field in a line. */
export const logFieldIndex = Object.fromEntries(logFields.map((name, index) => [name, index])) as Record<
  LogField,
  number
>;

/** One try of a server as a line tells it; times in seconds, null where unknown. */
export interface LoggedAttempt {
  address: string;
  status: string;
  connect: number | null;
  header: number | null;
  response: number | null;
}

/** What a line says, as people read it. */
export interface LogLine {
  raw: string;
  /** ms of the epoch. */
  at: number;
  /** As written, escapes of quoted fields undone. */
  fields: Record<LogField, string>;
  client: string;
  clientPort: string;
  status: number;
  method: string;
  scheme: string;
  host: string;
  /** With its query. */
  path: string;
  protocol: string;
  /** Seconds. */
  requestTime: number;
  attempts: LoggedAttempt[];
}

const shape = /"([^"]*)"|\S+/g;

/** Reads one line; null: it is none. */
export function readLogLine(raw: string): LogLine | null {
  const values = [...raw.matchAll(shape)].map(([whole, inner]) => (inner === undefined ? whole : unescape(inner)));
  if (values.length !== logFields.length) return null;
  const fields = Object.fromEntries(logFields.map((name, index) => [name, values[index]])) as Record<LogField, string>;
  const at = Math.round(Number(fields.msec) * 1000);
  const status = Number(fields.status);
  if (Number.isNaN(at) || !Number.isInteger(status)) return null;
  const client = fields["remote_addr:remote_port"];
  const colon = client.lastIndexOf(":");
  return {
    raw,
    at,
    fields,
    client: client.slice(0, colon),
    clientPort: client.slice(colon + 1),
    status,
    ...readRequest(fields.request),
    requestTime: Number(fields.request_time),
    attempts: readAttempts(fields),
  };
}

function readRequest(request: string) {
  const found = /^(\S+) (https?):\/\/([^/?\s]*)(\S*) (\S+)$/.exec(request);
  // What was no request is shown as it came.
  if (found === null) return { method: "", scheme: "", host: "", path: request, protocol: "" };
  const [, method = "", scheme = "", host = "", path = "", protocol = ""] = found;
  return { method, scheme, host, path: path === "" ? "/" : path, protocol };
}

function readAttempts(fields: Record<LogField, string>): LoggedAttempt[] {
  if (fields.upstream_addr === "-") return [];
  const [status, connect, header, response] = [
    fields.upstream_status,
    fields.upstream_connect_time,
    fields.upstream_header_time,
    fields.upstream_response_time,
  ].map((list) => list.split(", "));
  const seconds = (text: string | undefined) => (text === undefined || text === "-" ? null : Number(text));
  return fields.upstream_addr.split(", ").map((address, index) => ({
    address,
    status: status?.[index] ?? "-",
    connect: seconds(connect?.[index]),
    header: seconds(header?.[index]),
    response: seconds(response?.[index]),
  }));
}

/** `\xHH` back to bytes, read as UTF-8 where they are. */
function unescape(text: string): string {
  if (!text.includes("\\x")) return text;
  return text.replace(/(?:\\x[0-9A-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(2).split("\\x"), (hex) => Number.parseInt(hex, 16));
    return new TextDecoder().decode(bytes);
  });
}

/** Text of people as lines have it: what is not printable ASCII, and `"` and `\`, becomes `\xHH`. */
export function escapeLogText(text: string): string {
  let out = "";
  for (const byte of new TextEncoder().encode(text)) {
    const isPlain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92;
    out += isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}
