import { parseRule } from "@/lib/model/rule";
import { ServiceError } from "@/lib/services/errors";
import type { FaultWords } from "../api-route";

/** `{"error_code","error_msg","request_id"}`, as the log service answers. */
export const ltsWords: FaultWords = (status, text, requestId, error) => ({
  error_code: ltsCode(status, error),
  error_msg: text,
  request_id: requestId,
});

function ltsCode(status: number, error: unknown): string {
  if (status === 500) return "LTS.0010";
  if (!(error instanceof ServiceError)) return "LTS.0009";
  const { type } = error.rule === undefined ? { type: "" } : parseRule(error.rule).values;
  switch (error.code) {
    case "notFound":
      return type === "logstream" ? "LTS.0208" : "LTS.0201";
    case "conflict":
      return type === "logstream" ? "LTS.0205" : "LTS.0101";
    case "forbidden":
      return "LTS.0001";
    default:
      return "LTS.0009";
  }
}

/** The same for the load balancer's part, where codes are the service's own. */
export const elbWords: FaultWords = (status, text, requestId) => ({
  error_code: `ELB.8${String(status).padStart(3, "0")}`,
  error_msg: text,
  request_id: requestId,
});

/** The same for the audit service. */
export const ctsWords: FaultWords = (status, text) => ({
  error_code: `CTS.${String(status).padStart(4, "0")}`,
  error_msg: text,
});

/** The same for the monitoring service. */
export const cesWords: FaultWords = (status, text) => ({
  http_code: status,
  message: { details: text, code: `ces.${String(status).padStart(4, "0")}` },
  encoded_authorization_message: null,
});
