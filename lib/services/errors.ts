import { type FieldError, parseRule, rule } from "@/lib/model/rule";

/** The closed set of what a service may answer instead of doing its work. */
export type ServiceErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "invalid"
  | "notFound"
  | "conflict"
  | "quota"
  | "inUse"
  | "protected"
  | "unavailable"
  | "internal";

/** What stands in the way of a deletion. */
export interface Remaining {
  type: string;
  id: string;
  name: string;
}

interface Details {
  fields?: FieldError[];
  /** A rule of the catalogue's `rules` namespace, as lib/model/rule encodes it. */
  rule?: string;
  remains?: Remaining[];
}

export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly fields: FieldError[];
  readonly rule: string | undefined;
  readonly remains: Remaining[];

  constructor(
    readonly code: ServiceErrorCode,
    details: Details = {},
  ) {
    super(details.rule ?? details.fields?.map((field) => `${field.path}: ${field.rule}`).join(", ") ?? code);
    this.fields = details.fields ?? [];
    this.rule = details.rule ?? (this.fields.length === 1 ? this.fields[0]?.rule : undefined);
    this.remains = details.remains ?? [];
  }

  /** Key of {@link rule} without its values. */
  get ruleKey(): string | undefined {
    return this.rule === undefined ? undefined : parseRule(this.rule).key;
  }
}

export type ResourceType =
  | "loadbalancer"
  | "listener"
  | "pool"
  | "member"
  | "healthmonitor"
  | "certificate"
  | "accesslog"
  | "loggroup"
  | "logstream"
  | "logtransfer"
  | "alarmrule"
  | "alarmtarget"
  | "alarmsettings"
  | "l7policy"
  | "l7rule"
  | "vpc"
  | "subnet"
  | "eip"
  | "eippool"
  | "project"
  | "region"
  | "sourceaddress"
  | "hostaddress"
  | "server"
  | "scalinggroup"
  | "scalinglink"
  | "scalinginstance"
  | "quota"
  | "configuration"
  | "auditsettings"
  | "demoserver"
  | "token"
  | "session"
  | "user";

export function notFound(type: ResourceType, id: string): ServiceError {
  return new ServiceError("notFound", { rule: rule("notFound", { type, id }) });
}

/** One field that breaks a rule. */
export function invalidField(path: string, broken: string): ServiceError {
  return new ServiceError("invalid", { fields: [{ path, rule: broken }] });
}
