import type { ResourceProvider, ResourceType } from "../../arm/resource-type.js";
import { nameCheck } from "../name-check.js";
import { databases } from "./databases.js";
import { auditing, longTermRetention } from "./policies.js";
import { endpointConnections } from "../endpoint-connections.js";
import { administrators, entraOnly, firewallRules, SERVERS, servers } from "./servers.js";

/** Types that only store what is written. */
const PLAIN = [
  "connectionPolicies",
  "encryptionProtector",
  "outboundFirewallRules",
  "restorableDroppedDatabases",
  "securityAlertPolicies",
  "sqlVulnerabilityAssessments",
  "virtualNetworkRules",
  "databases/backupShortTermRetentionPolicies",
  "databases/geoBackupPolicies",
  "databases/replicationLinks",
  "databases/securityAlertPolicies",
  "databases/transparentDataEncryption",
];

/** Azure SQL Database: logical servers and their databases. */
export const sql: ResourceProvider = {
  namespace: "Microsoft.Sql",
  types: [
    servers,
    databases,
    administrators,
    entraOnly,
    firewallRules,
    ...["extendedAuditingSettings", "databases/extendedAuditingSettings"].map((name) => auditing(`${SERVERS}/${name}`)),
    longTermRetention,
    ...PLAIN.map((name): ResourceType => ({ type: `${SERVERS}/${name}`, provisioningState: false })),
    endpointConnections(SERVERS),
  ],
  endpoints: [
    nameCheck(
      (name, state) =>
        state.resources.named(SERVERS, name) && `The name '${name}' already exists. Choose a different name.`,
      "available",
    ),
  ],
};
