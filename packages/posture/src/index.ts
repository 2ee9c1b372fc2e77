export { check, failing, REPORT_SCHEMA, type CheckOptions } from "./check.js";
export { checkPlans, type CheckedPlans } from "./check-plans.js";
export {
  configSchema,
  loadRules,
  parseConfig,
  readConfig,
  PostureInputError,
  exemptionSchema,
  type PostureConfig,
  type Exemption,
} from "./config/config.js";
export { Posture, type AppLike } from "./enforce.js";
export { CHECKS } from "./checks/index.js";
export { toConsole, type ConsoleOptions } from "./report/console.js";
export { toHtml } from "./report/html.js";
export { parseReport, toJson } from "./report/json.js";
export { toJunit } from "./report/junit.js";
export { reportSchema, type Changes, type Finding, type CheckReport, type Report } from "./report/report.js";
export { saveReports, type ReportFiles } from "./report/save.js";
export { toSarif, type LineOf } from "./report/sarif.js";
export { RULES } from "./rules/index.js";
export { RULE_FACTS, type RuleFacts } from "./rules/facts.js";
export {
  SEVERITIES,
  SUBJECTS,
  type Rule,
  type SameCheck,
  type Severity,
  type Subject,
  type Violation,
} from "./rules/rule.js";
export { main, type Terminal } from "./cli/main.js";
