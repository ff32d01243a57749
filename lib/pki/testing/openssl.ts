import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory in which openssl works, as people do who follow the guide's procedures. */
export class OpenSsl {
  readonly directory = mkdtempSync(join(tmpdir(), "openssl-"));

  /** @param line words without spaces in them. */
  run(line: string, ...more: string[]): void {
    execFileSync("openssl", [...line.split(" "), ...more], {
      cwd: this.directory,
      stdio: ["ignore", "ignore", "pipe"],
    });
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), "utf8");
  }

  base64(file: string): string {
    return readFileSync(join(this.directory, file)).toString("base64");
  }

  /** `name.key` and, signed by itself, `name.crt`. */
  selfSigned(name: string, subject: string, ...options: string[]): void {
    this.run(
      `req -x509 -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.crt -days 365 -subj`,
      subject,
      ...options,
    );
  }

  /** `name.key` and `name.crt`, signed by `issuer`. */
  signed(name: string, subject: string, issuer: string, extensions = "", ...options: string[]): void {
    this.run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    const asked = extensions === "" ? [] : ["-extfile", this.write(`${name}.ext`, extensions)];
    this.run(
      `x509 -req -in ${name}.csr -out ${name}.crt -days 365 -CAcreateserial -CA ${issuer}.crt -CAkey ${issuer}.key`,
      ...asked,
      ...options,
    );
  }

  write(file: string, text: string): string {
    const path = join(this.directory, file);
    execFileSync("tee", [path], { input: text, stdio: ["pipe", "ignore", "ignore"] });
    return path;
  }
}
