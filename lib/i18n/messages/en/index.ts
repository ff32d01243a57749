import accessLog from "./accessLog.json";
import alarm from "./alarm.json";
import alarmMessage from "./alarmMessage.json";
import alarmTarget from "./alarmTarget.json";
import audit from "./audit.json";
import auth from "./auth.json";
import certificate from "./certificate.json";
import chart from "./chart.json";
import common from "./common.json";
import configuration from "./configuration.json";
import diagnosis from "./diagnosis.json";
import eip from "./eip.json";
import errors from "./errors.json";
import explain from "./explain.json";
import feedback from "./feedback.json";
import form from "./form.json";
import healthmonitor from "./healthmonitor.json";
import l7policy from "./l7policy.json";
import listener from "./listener.json";
import loadbalancer from "./loadbalancer.json";
import loadbalancerDetail from "./loadbalancerDetail.json";
import logTransfer from "./logTransfer.json";
import logViewer from "./logViewer.json";
import member from "./member.json";
import monitoring from "./monitoring.json";
import nav from "./nav.json";
import network from "./network.json";
import overview from "./overview.json";
import pool from "./pool.json";
import probe from "./probe.json";
import project from "./project.json";
import redirect from "./redirect.json";
import refusal from "./refusal.json";
import rules from "./rules.json";
import scaling from "./scaling.json";
import server from "./server.json";
import sourceAddress from "./sourceAddress.json";
import status from "./status.json";
import table from "./table.json";
import session from "./session.json";
import token from "./token.json";
import traffic from "./traffic.json";
import user from "./user.json";

export default {
  accessLog,
  alarm,
  alarmMessage,
  alarmTarget,
  audit,
  auth,
  certificate,
  chart,
  common,
  configuration,
  diagnosis,
  eip,
  errors,
  explain,
  feedback,
  form,
  healthmonitor,
  l7policy,
  listener,
  loadbalancer,
  loadbalancerDetail,
  logTransfer,
  logViewer,
  member,
  monitoring,
  nav,
  network,
  overview,
  pool,
  probe,
  project,
  redirect,
  refusal,
  rules,
  scaling,
  server,
  sourceAddress,
  status,
  table,
  session,
  token,
  traffic,
  user,
};
