import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import type { TransferTarget } from "@/lib/model/log-transfer";
import { checkedLookup, type Resolver } from "./checked-lookup";
import { put } from "./put";
import type { TransferObject, TransferSink } from "./sink";

const deadlineMs = 120_000;

/** Objects of a bucket, by path-style addresses and signature version 4. */
export class S3Sink implements TransferSink {
  private readonly client: AwsClient;

  constructor(
    private readonly target: Extract<TransferTarget, { type: "s3" }>,
    secret: string,
    private readonly resolver?: Resolver,
  ) {
    const { accessKey, region } = target;
    this.client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secret, service: "s3", region });
  }

  async put({ name, bytes }: TransferObject, signal: AbortSignal): Promise<void> {
    const { endpoint, bucket } = this.target;
    const address = `${endpoint}/${bucket}/${name.split("/").map(encodeURIComponent).join("/")}`;
    const signed = await this.client.sign(address, {
      method: "PUT",
      body: new Uint8Array(bytes),
      headers: {
        "content-type": name.endsWith(".gz") ? "application/gzip" : "text/plain; charset=utf-8",
        "x-amz-content-sha256": createHash("sha256").update(bytes).digest("hex"),
      },
    });
    const url = new URL(signed.url);
    const { status, text } = await put({
      url,
      headers: Object.fromEntries(signed.headers),
      body: bytes,
      lookup: await checkedLookup(url.hostname, this.resolver),
      signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    });
    if (status >= 200 && status <= 299) return;
    const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
    const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1];
    throw new Error([String(status), code, message].filter(Boolean).join(" "));
  }
}
