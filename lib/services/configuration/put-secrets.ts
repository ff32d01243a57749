import type { ConfigurationRow } from "@/lib/db/configuration-tables";
import type { Channel } from "@/lib/model/alarm-target";
import type { CertificateType } from "@/lib/model/certificate";
import type { ConfigurationSection } from "@/lib/model/configuration";
import { type FieldError, rule } from "@/lib/model/rule";
import { seal, unseal } from "@/lib/wire/sealed";
import { sealSecret, unsealSecret } from "../alarmtarget/secret";
import { readMaterial, requireCoveredDomain } from "../certificate/read-material";
import { sealingKey } from "../certificate/sealing-key";
import { invalidField } from "../errors";
import { collect, refuse } from "./check";
import type { FileSecrets } from "./secrets";
import type { ConfigurationState } from "./state";

/** The secrets of a configuration in clear: for a file that seals them under a passphrase. */
export function takeSecrets(state: ConfigurationState): FileSecrets {
  const each = <Value>(section: ConfigurationSection, read: (row: ConfigurationRow) => Value | null) =>
    Object.fromEntries(
      [...(state.get(section) ?? [])].flatMap(([id, row]): [string, Value][] => {
        const value = read(row);
        return value === null ? [] : [[id, value]];
      }),
    );
  return {
    certificates: each("certificates", ({ id, sealedKey }) => open(id, sealedKey)),
    alarmTargets: each("alarmTargets", ({ id, sealed }) => unsealSecret(String(id), String(sealed))),
    logTransfers: each("logTransfers", ({ id, sealedSecret }) => open(id, sealedSecret)),
  };
}

function open(id: unknown, sealed: unknown): string | null {
  return typeof sealed === "string" && sealed !== "" ? unseal(sealingKey(), String(id), sealed) : null;
}

/**
 * Puts in what a file leaves out: secrets of the file, else those that this installation holds for the same object. What
 * is the same as before keeps its very bytes, so that nothing differs that did not change.
 * @throws ServiceError: a secret that is in neither, a key that does not fit
 */
export function putSecrets(
  state: ConfigurationState,
  given: FileSecrets,
  current: ConfigurationState,
): ConfigurationState {
  const problems: FieldError[] = [];
  const fill: Partial<Record<ConfigurationSection, Fill>> = {
    certificates: fillCertificate,
    alarmTargets: fillTarget,
    logTransfers: fillTransfer,
  };
  const whole = new Map(
    [...state].map(([section, rows]) => {
      const work = fill[section];
      if (work === undefined) return [section, rows] as const;
      const filled = new Map<string, ConfigurationRow>();
      for (const [id, row] of rows) {
        collect(problems, section, row, () => filled.set(id, work(row, given, current.get(section)?.get(id))));
      }
      return [section, filled] as const;
    }),
  );
  refuse(problems);
  return whole;
}

type Fill = (row: ConfigurationRow, given: FileSecrets, held: ConfigurationRow | undefined) => ConfigurationRow;

function fillCertificate(
  row: ConfigurationRow,
  given: FileSecrets,
  held: ConfigurationRow | undefined,
): ConfigurationRow {
  const id = String(row.id);
  const type = row.type as CertificateType;
  const domain = String(row.domain);
  const heldKey = open(id, held?.sealedKey);
  const key = Object.hasOwn(given.certificates, id) ? (given.certificates[id] ?? "") : heldKey;
  const same = held !== undefined && held.certificatePem === row.certificatePem && key === heldKey;
  if (same) return { ...row, facts: held.facts, sealedKey: held.sealedKey };
  if (type === "server" && key === null) throw invalidField("privateKey", rule("secretNotInFile"));
  const bundle = readMaterial({
    type,
    certificate: String(row.certificatePem),
    privateKey: type === "server" ? (key ?? "") : "",
    password: "",
  });
  requireCoveredDomain(type, domain, bundle.facts.names);
  return {
    ...row,
    certificatePem: bundle.certificatePem,
    facts: bundle.facts,
    sealedKey: key === null || key === "" ? null : seal(sealingKey(), id, key),
  };
}

function fillTarget(row: ConfigurationRow, given: FileSecrets, held: ConfigurationRow | undefined): ConfigurationRow {
  const id = String(row.id);
  const channel = row.channel as Channel;
  const heldSecret = held === undefined ? null : unsealSecret(id, String(held.sealed));
  const secret = Object.hasOwn(given.alarmTargets, id) ? (given.alarmTargets[id] ?? null) : heldSecret;
  if (held !== undefined && JSON.stringify(secret) === JSON.stringify(heldSecret)) {
    return { ...row, sealed: held.sealed, origin: held.origin, hasSecret: held.hasSecret };
  }
  if (secret === null && channel.type !== "mail") throw invalidField("url", rule("secretNotInFile"));
  return { ...row, ...sealSecret(id, channel, secret ?? { url: "", secret: "" }) };
}

function fillTransfer(row: ConfigurationRow, given: FileSecrets, held: ConfigurationRow | undefined): ConfigurationRow {
  const id = String(row.id);
  const heldSecret = open(id, held?.sealedSecret);
  const secret = Object.hasOwn(given.logTransfers, id) ? (given.logTransfers[id] ?? null) : heldSecret;
  if (secret === heldSecret) return { ...row, sealedSecret: held?.sealedSecret ?? "" };
  return { ...row, sealedSecret: secret === null || secret === "" ? "" : seal(sealingKey(), id, secret) };
}
