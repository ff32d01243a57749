/** The guide's 32 fields by their own names (table 7-1). */
export const fieldNames = [
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
export type FieldName = (typeof fieldNames)[number];

const quoted = new Set<FieldName>([
  "request",
  "upstream_status",
  "upstream_connect_time",
  "upstream_header_time",
  "upstream_response_time",
  "upstream_addr",
  "http_user_agent",
  "http_referer",
  "http_x_forwarded_for",
  "member_name",
  "upstream_addr_priv",
]);

const decimal = /^\d+\.\d{3}$/;
const count = /^\d+$/;
const listOf = (one: string): RegExp => new RegExp(`^(-|${one}(, ${one})*)$`);
const place = String.raw`[0-9a-f.:]+:\d{1,5}`;

/** What each field may look like; strict on purpose, and written from the guide, not from the writer. */
const shapes: Partial<Record<FieldName, RegExp>> = {
  msec: decimal,
  access_log_topic_id: /^[\w-]+$/,
  time_iso8601: /^\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d\]$/,
  log_ver: /^elb_01$/,
  "remote_addr:remote_port": new RegExp(`^${place}$`),
  status: /^[1-5]\d\d$/,
  request: /^(-|\S+ https?:\/\/\S* HTTP\/[\d.]+)$/,
  request_length: count,
  bytes_sent: count,
  body_bytes_sent: count,
  request_time: decimal,
  upstream_status: listOf(String.raw`(\d{3}|-)`),
  upstream_connect_time: listOf(String.raw`(\d+\.\d{3}|-)`),
  upstream_header_time: listOf(String.raw`(\d+\.\d{3}|-)`),
  upstream_response_time: listOf(String.raw`(\d+\.\d{3}|-)`),
  upstream_addr: listOf(place),
  lb_name: /^loadbalancer_[\w-]+$/,
  listener_name: /^listener_[\w-]+$/,
  pool_name: /^(-|pool_[\w-]+)$/,
  member_name: /^-$/,
  "eip_address:eip_port": new RegExp(`^(${place}|-:\\d+)$`),
  upstream_addr_priv: listOf(place),
  certificate_id: /^-$/,
  tcpinfo_rtt: /^(-|\d+)$/,
};

/** Reads one line character by character, or throws where it is not exactly the guide's. Quoted fields are unescaped. */
export function parseLine(text: string): Record<FieldName, string> {
  const out = {} as Record<FieldName, string>;
  let at = 0;
  for (const [index, name] of fieldNames.entries()) {
    if (index > 0) {
      if (text[at] !== " ") throw new Error(`no single space before ${name} in ${text}`);
      at += 1;
    }
    const isQuoted = text[at] === '"';
    if (isQuoted !== quoted.has(name)) throw new Error(`${name} is quoted otherwise in ${text}`);
    const end = text.indexOf(isQuoted ? '"' : " ", at + 1);
    const stop = end < 0 && !isQuoted ? text.length : end;
    if (stop < 0) throw new Error(`${name} does not end in ${text}`);
    const raw = text.slice(isQuoted ? at + 1 : at, stop);
    if (!/^[\x20-\x7e]+$/.test(raw)) throw new Error(`${name} is not printable: ${raw}`);
    if (/\\(?!x[0-9A-F]{2})/.test(raw)) throw new Error(`${name} has another escape: ${raw}`);
    // What was no request has whatever came of its first line.
    const shape = name === "request" && out.status === "400" ? undefined : shapes[name];
    if (shape !== undefined && !shape.test(raw)) throw new Error(`${name} is ${raw} in ${text}`);
    out[name] = raw.replace(/\\x([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    at = isQuoted ? stop + 1 : stop;
  }
  if (at !== text.length) throw new Error(`${text.slice(at)} is left over in ${text}`);
  return out;
}
