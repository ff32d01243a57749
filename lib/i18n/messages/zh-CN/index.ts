import chart from "./chart.json";
import common from "./common.json";
import errors from "./errors.json";
import feedback from "./feedback.json";
import form from "./form.json";
import loadbalancer from "./loadbalancer.json";
import nav from "./nav.json";
import refusal from "./refusal.json";
import rules from "./rules.json";
import status from "./status.json";
import table from "./table.json";

export default { chart, common, errors, feedback, form, loadbalancer, nav, refusal, rules, status, table };
