import chart from "./chart.json";
import common from "./common.json";
import feedback from "./feedback.json";
import form from "./form.json";
import nav from "./nav.json";
import rules from "./rules.json";
import status from "./status.json";
import table from "./table.json";

export default { chart, common, feedback, form, nav, rules, status, table };
