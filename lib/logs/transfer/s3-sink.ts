import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import type { TransferTarget } from "@/lib/model/log-transfer";
import { refuseMetadataName } from "./refuse-metadata";
import type { TransferObject, TransferSink } from "./sink";

const deadlineMs = 120_000;
const longestAnswer = 4096;

/** Objects of a bucket, by path-style addresses and signature version 4. */
export class S3Sink implements TransferSink {
  private readonly client: AwsClient;

  constructor(
    private readonly target: Extract<TransferTarget, { type: "s3" }>,
    secret: string,
  ) {
    const { accessKey, region } = target;
    // Trying again is the transfer's own matter.
    this.client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secret, service: "s3", region, retries: 0 });
  }

  async put({ name, bytes }: TransferObject, signal: AbortSignal): Promise<void> {
    const { endpoint, bucket } = this.target;
    const address = `${endpoint}/${bucket}/${name.split("/").map(encodeURIComponent).join("/")}`;
    await refuseMetadataName(new URL(endpoint).hostname);
    const response = await this.client.fetch(address, {
      method: "PUT",
      body: new Uint8Array(bytes),
      headers: {
        "content-type": name.endsWith(".gz") ? "application/gzip" : "text/plain; charset=utf-8",
        "x-amz-content-sha256": createHash("sha256").update(bytes).digest("hex"),
      },
      // A redirection would take the signed object elsewhere.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    });
    const text = (await response.text()).slice(0, longestAnswer);
    if (response.ok) return;
    const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
    const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1];
    throw new Error([String(response.status), code, message].filter(Boolean).join(" "));
  }
}
