import { X509Certificate } from "node:crypto";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readBundle, type BundleInput, warningsOf } from "./read-bundle";
import { PkiError } from "./refusal";
import { OpenSsl } from "./testing/openssl";

const ssl = new OpenSsl();
beforeAll(() => {
  ssl.selfSigned("root", "/CN=Root");
  ssl.signed("mid", "/CN=Mid", "root", "basicConstraints=CA:TRUE");
  ssl.signed(
    "leaf",
    "/CN=www.example.com",
    "mid",
    "subjectAltName=DNS:www.example.com,DNS:*.api.example.com,IP:10.0.0.1",
  );
  ssl.selfSigned("other", "/CN=other.example.com");
  ssl.run("rsa", "-in", "leaf.key", "-traditional", "-out", "leaf.pkcs1");
  ssl.run("pkcs8", "-topk8", "-in", "leaf.key", "-passout", "pass:secret", "-out", "leaf.encrypted");
  ssl.run("rsa", "-in", "leaf.key", "-traditional", "-aes128", "-passout", "pass:secret", "-out", "leaf.legacy");
});

const chain = () => ssl.read("leaf.crt") + ssl.read("mid.crt") + ssl.read("root.crt");

function read(change: Partial<BundleInput> = {}) {
  return readBundle({
    type: "server",
    certificate: chain(),
    privateKey: ssl.read("leaf.key"),
    password: "",
    ...change,
  });
}

function refusal(change: Partial<BundleInput>): string {
  try {
    read(change);
  } catch (error) {
    if (error instanceof PkiError) return `${error.field} ${error.rule}`;
    throw error;
  }
  return "accepted";
}

const subjects = (pem: string) =>
  [...pem.matchAll(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g)].map(([one]) => new X509Certificate(one).subject);

describe("server certificates", () => {
  test("say what they are for", () => {
    const { facts } = read();
    expect(facts).toMatchObject({
      subject: "www.example.com",
      issuer: "Mid",
      names: ["www.example.com", "*.api.example.com", "10.0.0.1"],
      keyType: "RSA 2048",
      signatureHash: "SHA-256",
      selfSigned: false,
    });
    expect(facts.chain.map(({ subject }) => subject)).toEqual(["Mid", "Root"]);
  });

  test("a chain in any order is put in order, leaf first, each once", () => {
    const shuffled = ssl.read("root.crt") + ssl.read("mid.crt") + ssl.read("leaf.crt") + ssl.read("mid.crt");
    expect(subjects(read({ certificate: shuffled }).certificatePem)).toEqual([
      "CN=www.example.com",
      "CN=Mid",
      "CN=Root",
    ]);
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no last newline", (text: string) => text.trimEnd()],
    ["blank lines between and within", (text: string) => text.replaceAll("\n", "\n\n")],
    ["lines of any length", (text: string) => text.replace(/([A-Za-z0-9+/=]{64})\n/g, "$1")],
    ["spaces at both ends of lines", (text: string) => text.replace(/^(.*)$/gm, "  $1 \t")],
    ["words before it", (text: string) => `﻿Bag Attributes\n    friendlyName: x\n${text}`],
  ])("PEM with %s is read and stored 64 characters a line", (_name, change) => {
    const { certificatePem } = read({ certificate: change(chain()), privateKey: change(ssl.read("leaf.key")) });
    expect(certificatePem).toBe(read().certificatePem);
    for (const line of certificatePem.split("\n")) expect(line.length).toBeLessThanOrEqual(64);
  });

  test("keys as PKCS#8, PKCS#1, SEC1 and DER are the same key", () => {
    const expected = read().privateKeyPem;
    expect(read({ privateKey: ssl.read("leaf.pkcs1") }).privateKeyPem).toBe(expected);
    ssl.run("rsa", "-in", "leaf.key", "-outform", "DER", "-out", "leaf.key.der");
    expect(read({ privateKey: ssl.base64("leaf.key.der") }).privateKeyPem).toBe(expected);
    ssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "ec.key");
    ssl.run("req", "-x509", "-key", "ec.key", "-subj", "/CN=ec.example.com", "-days", "9", "-out", "ec.crt");
    expect(ssl.read("ec.key")).toContain("BEGIN EC PARAMETERS");
    const ec = read({ certificate: ssl.read("ec.crt"), privateKey: ssl.read("ec.key") });
    expect(ec.facts).toMatchObject({ keyType: "EC P-256", selfSigned: true, names: ["ec.example.com"] });
    ssl.run("pkcs12", "-export", "-in", "ec.crt", "-inkey", "ec.key", "-passout", "pass:p", "-out", "ec.pfx");
    expect(read({ certificate: ssl.base64("ec.pfx"), privateKey: "", password: "p" })).toEqual(ec);
  });

  test("the key may stand with the certificates", () => {
    expect(read({ certificate: ssl.read("leaf.key") + chain(), privateKey: "" })).toEqual(read());
  });

  test("DER and P7B are converted", () => {
    ssl.run("x509", "-in", "leaf.crt", "-outform", "DER", "-out", "leaf.der");
    expect(read({ certificate: ssl.base64("leaf.der") }).facts.chain).toEqual([]);
    const bundle = ["-certfile", "root.crt", "-certfile", "mid.crt", "-certfile", "leaf.crt"];
    for (const [form, file] of [
      ["PEM", "leaf.p7b"],
      ["DER", "leaf.p7b.der"],
    ] as const) {
      ssl.run("crl2pkcs7", "-nocrl", ...bundle, "-outform", form, "-out", file);
    }
    expect(read({ certificate: ssl.read("leaf.p7b") })).toEqual(read());
    expect(read({ certificate: ssl.base64("leaf.p7b.der") })).toEqual(read());
  });

  test.each([
    ["today's", []],
    ["old (3DES)", ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"]],
  ])("PFX of %s kind is opened by its password alone", (_name, options) => {
    ssl.write("more.pem", ssl.read("mid.crt") + ssl.read("root.crt"));
    ssl.run(
      "pkcs12 -export -in leaf.crt -inkey leaf.key -certfile more.pem -passout pass:secret -out leaf.pfx",
      ...options,
    );
    const file = { certificate: ssl.base64("leaf.pfx"), privateKey: "" };
    expect(read({ ...file, password: "secret" })).toEqual(read());
    expect(refusal(file)).toBe("password pfxPasswordMissing");
    expect(refusal({ ...file, password: "wrong" })).toBe("password pfxPasswordWrong");
  });

  test("an encrypted key is refused clearly, or opened by its password", () => {
    for (const file of ["leaf.encrypted", "leaf.legacy"]) {
      expect(refusal({ privateKey: ssl.read(file) })).toBe("privateKey privateKeyEncrypted");
      expect(refusal({ privateKey: ssl.read(file), password: "wrong" })).toBe("password keyPasswordWrong");
      expect(read({ privateKey: ssl.read(file), password: "secret" })).toEqual(read());
    }
  });

  test("what does not fit is refused with the field and the reason", () => {
    expect(refusal({ privateKey: ssl.read("other.key") })).toBe("privateKey privateKeyMismatch");
    expect(refusal({ privateKey: "" })).toBe("privateKey privateKeyMissing");
    expect(refusal({ privateKey: ssl.read("leaf.crt") })).toBe("privateKey privateKeyIsCertificate");
    expect(refusal({ certificate: ssl.read("leaf.key"), privateKey: "" })).toBe("certificate certificateIsKey");
    expect(refusal({ certificate: ssl.read("leaf.csr") })).toBe("certificate certificateIsRequest");
    expect(refusal({ certificate: "hello" })).toBe("certificate certificateUnreadable");
    expect(refusal({ certificate: chain().slice(0, 500) })).toBe("certificate pemIncomplete");
    expect(refusal({ certificate: chain() + ssl.read("other.crt") })).toBe(
      "certificate certificateUnrelated?subject=other.example.com",
    );
  });

  test("a chain that is signed with SHA-1 is refused and says what to do (K-21)", () => {
    ssl.signed("old", "/CN=old.example.com", "root", "", "-sha1");
    const old = { certificate: ssl.read("old.crt"), privateKey: ssl.read("old.key") };
    expect(refusal(old)).toBe("certificate certificateWeakHash?hash=SHA-1");
  });

  test("any text is refused, and nothing else happens", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.base64String({ maxLength: 400 })),
        fc.string(),
        (certificate, privateKey) => {
          expect(() => read({ certificate, privateKey })).toThrow(PkiError);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("many openings without an end are no work", () => {
    const begun = performance.now();
    expect(refusal({ certificate: "-----BEGIN CERTIFICATE-----\n".repeat(7000) })).toBe("certificate pemIncomplete");
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("authorities", () => {
  test("old ones that say nothing of signing are taken, as OpenSSL takes them (L7-02)", () => {
    ssl.run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "v1.key", "-out", "v1.csr", "-subj", "/CN=V1");
    ssl.run("x509", "-req", "-in", "v1.csr", "-out", "v1.crt", "-sha1", "-days", "5000", "-signkey", "v1.key");
    const { facts } = read({ type: "client", certificate: ssl.read("v1.crt"), privateKey: "" });
    expect([facts.subject, facts.signatureHash]).toEqual(["V1", "SHA-1"]);
    expect(warningsOf(facts, "client", Date.now())).toEqual(["weakSignature"]);
  });

  test("a server's certificate is none", () => {
    expect(refusal({ type: "client", certificate: ssl.read("leaf.crt"), privateKey: "" })).toBe(
      "certificate certificateNotAuthority?subject=www.example.com",
    );
  });
});

test("warnings tell of time and of a chain that is missing", () => {
  const { facts } = read({ certificate: ssl.read("leaf.crt") });
  expect(warningsOf(facts, "server", Date.now())).toEqual(["incompleteChain"]);
  expect(warningsOf(facts, "server", facts.notAfter - 86_400_000)).toContain("expiresSoon");
  expect(warningsOf(facts, "server", facts.notAfter)).toContain("expired");
  expect(warningsOf(facts, "server", facts.notBefore - 1)).toContain("notYetValid");
});
