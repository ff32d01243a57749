import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface S3Server {
  endpoint: string;
  /** By `bucket/key`. */
  objects: Map<string, Buffer>;
  puts: string[];
  /** Answers the next requests with these instead. */
  fail: (number | "cut")[];
  stop(): Promise<void>;
}

export const credentials = { accessKey: "AKTEST", secret: "s3cr3t/+key", region: "cn-north-4" };

/**
 * An object store that takes PUT only and checks every request as AWS's document of signature version 4 says, with
 * nothing of the client's code: canonical request, scope, signature, hash of the body, age.
 */
export async function startS3(bucket: string): Promise<S3Server> {
  const store: S3Server = { endpoint: "", objects: new Map(), puts: [], fail: [], stop: () => closeAll() };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const failure = store.fail.shift();
      if (failure === "cut") return request.socket.destroy();
      if (failure !== undefined) return refuse(response, failure, "SlowDown");
      const problem = signatureProblem(request, body);
      if (problem !== null) return refuse(response, 403, problem);
      const key = decodeURIComponent((request.url ?? "").slice(1));
      if (request.method !== "PUT") return refuse(response, 405, "MethodNotAllowed");
      if (!key.startsWith(`${bucket}/`)) return refuse(response, 404, "NoSuchBucket");
      store.puts.push(key);
      store.objects.set(key, body);
      response.writeHead(200, { etag: `"${createHash("md5").update(body).digest("hex")}"` }).end();
    });
  });
  const closeAll = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  store.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return store;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>refused</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml" }).end(body);
}

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

function signatureProblem({ headers, method, url = "" }: IncomingMessage, body: Buffer): string | null {
  const shape =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
  const found = shape.exec(headers.authorization ?? "");
  if (found === null) return "AuthorizationHeaderMalformed";
  const [, accessKey, day = "", region = "", signedNames = "", signature = ""] = found;
  if (accessKey !== credentials.accessKey) return "InvalidAccessKeyId";
  if (region !== credentials.region) return "AuthorizationQueryParametersError";
  const at = String(headers["x-amz-date"]);
  const time = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!at.startsWith(day) || Math.abs(Date.now() - time) > 900_000) return "RequestTimeTooSkewed";
  const names = signedNames.split(";");
  for (const name of ["host", "x-amz-date", "x-amz-content-sha256"]) if (!names.includes(name)) return "AccessDenied";
  if (headers["x-amz-content-sha256"] !== sha256(body)) return "XAmzContentSHA256Mismatch";
  const [path = "", query = ""] = url.split("?");
  const canonicalPath = path
    .split("/")
    .map((part) => encode(decodeURIComponent(part)))
    .join("/");
  const canonical = [
    method,
    canonicalPath,
    query,
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, " ")}`),
    "",
    signedNames,
    headers["x-amz-content-sha256"],
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  const key = hmac(hmac(hmac(hmac(`AWS4${credentials.secret}`, day), region), "s3"), "aws4_request");
  const wanted = hmac(key, text);
  return timingSafeEqual(wanted, Buffer.from(signature, "hex")) ? null : "SignatureDoesNotMatch";
}
