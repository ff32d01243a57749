export type RefusalCode =
  | "badRequest"
  | "bodyCut"
  | "notAllowed"
  | "methodNotAllowed"
  | "clientTimeout"
  | "targetTooLong"
  | "expectation"
  | "headTooLarge"
  | "coding"
  | "version"
  | "rejected"
  | "redirected"
  | "targetTooCostly"
  | "noPool"
  | "noMember"
  | "noHealthyMember"
  | "noDescriptors"
  | "connectFailed"
  | "connectTimeout"
  | "answerBroken"
  | "answerMalformed"
  | "answerTimeout";

/** Why a request was answered by the balancer itself. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly source: "client" | "upstream" | "internal";
  readonly status: number;
  readonly retryable: boolean;
  readonly cause: string;
  /** Huawei's `x-router-code`, or empty (threats: status codes). */
  readonly routerCode: string;
  /** Where a redirect leads; empty for every other answer. */
  readonly location: string;
}

function refusal(
  source: Refusal["source"],
  status: number,
  code: RefusalCode,
  cause: string,
  routerCode = "",
  retryable = false,
): Refusal {
  return { code, source, status, retryable, cause, routerCode, location: "" };
}

/** The answer of a redirect, or of a policy that redirects; `location` is printable ASCII. */
export function redirection(status: number, location: string): Refusal {
  const cause = "The request is redirected.";
  return { code: "redirected", source: "internal", status, retryable: false, cause, routerCode: "", location };
}

export const refusals = {
  badRequest: refusal("client", 400, "badRequest", "The request is not valid HTTP."),
  bodyCut: refusal("client", 400, "bodyCut", "The request ended before its body did."),
  notAllowed: refusal("client", 403, "notAllowed", "This address is not on the access list."),
  rejected: refusal("internal", 403, "rejected", "A forwarding policy rejects this request."),
  targetTooCostly: refusal("client", 414, "targetTooCostly", "The request is too long for the forwarding policies."),
  methodNotAllowed: refusal("client", 405, "methodNotAllowed", "The method is not allowed."),
  clientTimeout: refusal("client", 408, "clientTimeout", "The request did not arrive in time."),
  targetTooLong: refusal("client", 414, "targetTooLong", "The request target is too long."),
  expectation: refusal("client", 417, "expectation", "The expectation cannot be met."),
  headTooLarge: refusal("client", 431, "headTooLarge", "The request header is too large."),
  coding: refusal("client", 501, "coding", "The transfer coding is not supported."),
  version: refusal("client", 505, "version", "The HTTP version is not supported."),
  noPool: refusal("internal", 503, "noPool", "No server group is set for this listener.", "40000"),
  noMember: refusal("internal", 503, "noMember", "The server group has no server for requests.", "40000"),
  noHealthyMember: refusal("upstream", 503, "noHealthyMember", "No server of the group is healthy.", "50000"),
  noDescriptors: refusal("internal", 503, "noDescriptors", "The load balancer has no room for a connection."),
  connectFailed: refusal("upstream", 502, "connectFailed", "No connection to a server could be made.", "", true),
  connectTimeout: refusal("upstream", 504, "connectTimeout", "No connection to a server in time.", "", true),
  answerBroken: refusal("upstream", 502, "answerBroken", "The server closed the connection without an answer."),
  answerMalformed: refusal("upstream", 502, "answerMalformed", "The server's answer is not valid HTTP."),
  answerTimeout: refusal("upstream", 504, "answerTimeout", "The server did not answer in time."),
} as const satisfies Record<Exclude<RefusalCode, "redirected">, Refusal>;

/** The refusal of a head that the reader gave `status` for. */
export function refusalOf(status: number): Refusal {
  switch (status) {
    case 405:
      return refusals.methodNotAllowed;
    case 414:
      return refusals.targetTooLong;
    case 417:
      return refusals.expectation;
    case 431:
      return refusals.headTooLarge;
    case 501:
      return refusals.coding;
    case 505:
      return refusals.version;
    default:
      return refusals.badRequest;
  }
}

const reasons: Record<number, string> = {
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  403: "Forbidden",
  405: "Method Not Allowed",
  408: "Request Timeout",
  414: "URI Too Long",
  417: "Expectation Failed",
  431: "Request Header Fields Too Large",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
};

/** An answer of our own: status, one sentence, the request's id. Only these carry `Server: elb`. */
export function answerText(refusal: Refusal, requestId: string, isHead: boolean, connection: string): string {
  const { status, cause, routerCode, location } = refusal;
  const reason = reasons[status] ?? "Error";
  const body = `${status} ${reason}\n${cause}\nRequest id: ${requestId}\n`;
  const allow = status === 405 ? "Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n" : "";
  const place = location === "" ? "" : `Location: ${location}\r\n`;
  const router = routerCode === "" ? "" : `X-Router-Code: ${routerCode}\r\n`;
  return (
    `HTTP/1.1 ${status} ${reason}\r\nServer: elb\r\nDate: ${new Date().toUTCString()}\r\n` +
    `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\n${allow}${place}${router}` +
    `X-Request-Id: ${requestId}\r\n${connection}\r\n${isHead ? "" : body}`
  );
}
