"use client";

import { useTranslations } from "next-intl";
import type { PassageAnswer, PassageStop } from "@/lib/model/passage";

type Key =
  | "stepSource"
  | "stepLimit"
  | "stepAccess"
  | "stepRequest"
  | "stepRedirect"
  | "stepPolicy"
  | "stepGroup"
  | "stepSession"
  | "stepServer";

export interface PassageStep {
  key: Key;
  mark: "pass" | "stop" | "note";
  text: string;
}

const order: readonly Key[] = [
  "stepSource",
  "stepLimit",
  "stepAccess",
  "stepRequest",
  "stepRedirect",
  "stepPolicy",
  "stepGroup",
  "stepSession",
  "stepServer",
];

/** At which step a request ends. */
const stepOf: Record<PassageStop, Key> = {
  source: "stepSource",
  proxyHeader: "stepSource",
  limit: "stepLimit",
  sourceLimit: "stepLimit",
  accessList: "stepAccess",
  malformed: "stepRequest",
  redirect: "stepRedirect",
  policy: "stepPolicy",
  noGroup: "stepGroup",
  groupDisabled: "stepGroup",
  noMember: "stepServer",
  noHealthyMember: "stepServer",
};

/** Every step of a request's way with its reason, to where it ends. */
export function usePassageSteps(answer: PassageAnswer): PassageStep[] {
  const t = useTranslations("explain");
  const pools = useTranslations("pool");
  const {
    place,
    peer,
    client,
    scheme,
    method,
    stop,
    status,
    location,
    accessList,
    connections,
    ofSource,
    route,
    group,
    session,
    servers,
  } = answer;
  const layer4 = answer.protocol === "TCP" || answer.protocol === "UDP";
  const end = layer4 ? t(answer.protocol === "TCP" ? "endReset" : "endDropped") : t("endStatus", { status });
  const reset = t(answer.protocol === "UDP" ? "endDropped" : "endReset");
  const step = (key: Key, text: string, mark: PassageStep["mark"] = "pass"): PassageStep => ({ key, text, mark });

  const source = () => {
    if (stop === "source") return step("stepSource", t("sourceRefused", { client, place, end: reset }));
    if (stop === "proxyHeader") return step("stepSource", t("sourceSilent", { peer, end: reset }));
    if (answer.behindProxy) return step("stepSource", t("sourceNamed", { peer, client }));
    return step("stepSource", t(answer.awaitsProxyHeader ? "sourceAnnounces" : "sourcePeer", { peer, client, place }));
  };
  const limit = () => {
    if (connections === null && ofSource === null) return step("stepLimit", t("limitNone"));
    const all = connections && t(stop === "limit" ? "limitReached" : "limitFree", { ...connections, end: reset });
    const own =
      ofSource &&
      t(stop === "sourceLimit" ? "limitOfSourceReached" : "limitOfSource", { ...ofSource, peer, end: reset });
    return step("stepLimit", [all, own].filter((text) => text !== null).join(t("and")));
  };
  const access = () => {
    if (accessList === null) return step("stepAccess", t("accessAll"));
    const { ranges, admits } = accessList;
    // Layer 4 judges who connects, before a byte is read.
    return step("stepAccess", t(admits ? "accessIn" : "accessOut", { client: layer4 ? peer : client, ranges, end }));
  };
  const redirect = () =>
    stop === "redirect" ? step("stepRedirect", t("redirectMoves", { end, location })) : undefined;
  const policy = () => {
    const name = route?.policy?.name ?? "";
    if (stop === "policy" && route?.tooCostly) return step("stepPolicy", t("policyCostly", { end }));
    if (stop === "policy")
      return step("stepPolicy", t(location ? "policyMoves" : "policyRejects", { name, end, location }));
    if (route === null) return step("stepPolicy", t("policyNone"));
    return step("stepPolicy", route.policy ? t("policyTakes", { name }) : t("policyMisses", { count: route.asked }));
  };
  const groups = () => {
    if (group === null) return step("stepGroup", t("groupNone", { end }));
    const { name, algorithm } = group;
    if (stop === "groupDisabled") return step("stepGroup", t("groupDisabled", { name, end }));
    return step("stepGroup", t("groupIs", { name, algorithm: pools(algorithm) }));
  };
  const sessions = () => {
    if (session === null) return step("stepSession", t("sessionOff"));
    const { type, cookieName: cookie, outcome, server } = session;
    const known = { client, cookie, server: server ?? t("gone") };
    const kind = type === "SOURCE_IP" ? "Source" : "Cookie";
    const mark = outcome === "unfit" || outcome === "unknown" ? "note" : "pass";
    if (outcome === "unknown") return step("stepSession", t("sessionUnknown", known), mark);
    if (outcome === "unfit") return step("stepSession", t("sessionUnfit", known), mark);
    return step("stepSession", t(`session${outcome === "kept" ? "Kept" : "None"}${kind}`, known), mark);
  };
  const server = () => {
    const fit = servers.filter(({ standing }) => standing === "eligible").length;
    if (stop === "noMember") return step("stepServer", t("serverNone", { end }));
    if (stop === "noHealthyMember") return step("stepServer", t("serverUnfit", { count: servers.length, end }));
    const names = servers.filter(({ chosenBy }) => chosenBy > 0).map(({ name }) => name);
    const known = { names: names.join(", "), fit, count: servers.length, workers: answer.workers };
    if (session?.outcome === "kept") return step("stepServer", t("serverOfSession", known));
    if (fit === 0) return step("stepServer", t("serverLast", known), "note");
    const algorithm = group?.algorithm ?? "ROUND_ROBIN";
    const why = t(`how${algorithm}`, known);
    return step("stepServer", names.length > 1 ? `${why} ${t("serverDiffers", known)}` : why);
  };
  const request = () => {
    if (stop === "malformed") return step("stepRequest", t("requestMalformed", { end }));
    const known = { method, scheme: (scheme ?? "http").toUpperCase() };
    return answer.otherScheme
      ? step("stepRequest", t("requestOtherScheme", known), "note")
      : step("stepRequest", t("requestGood", known));
  };

  const makers = [source, limit, access, request, redirect, policy, groups, sessions, server];
  const last = stop === null ? order.length - 1 : order.indexOf(stepOf[stop]);
  const steps: PassageStep[] = [];
  for (const [index, key] of order.entries()) {
    if (index > last) break;
    if (layer4 && (key === "stepRequest" || key === "stepPolicy")) continue;
    const made = makers[index]?.();
    if (made !== undefined) steps.push(index === last && stop !== null ? { ...made, mark: "stop" } : made);
  }
  return steps;
}
