import { z } from "zod";
import { OUTCOMES } from "../checks/platform-check.js";
import { SEVERITIES, SUBJECTS } from "../rules/rule.js";

const severity = z.enum(SEVERITIES);
const sameAs = z
  .strictObject({
    checkov: z.array(z.string()).optional(),
    trivy: z.array(z.string()).optional(),
    psrule: z.array(z.string()).optional(),
    azurePolicy: z.array(z.string()).optional(),
  })
  .describe("The same rule in other tools.");
const place = z.string().describe("Stack and Terraform address, aml-dev/azurerm_subnet.pe.");
const environment = z.string().nullable().describe("Name of the environment; null for all or none.");

const finding = z.strictObject({
  id: z.string().describe("Stays the same between runs as long as rule, location and message do."),
  rule: z.string(),
  severity,
  state: z.enum(["violated", "undecided"]).describe("undecided: a required value is unknown; the message names it."),
  environment,
  stack: z.string(),
  address: z.string().describe("Terraform address; empty for a whole stack or configuration."),
  constructPath: z.string().optional().describe("Path in the construct tree, if CDKTF recorded it."),
  path: z.string().optional().describe("Path in the resource."),
  file: z.string().optional().describe("File, relative to the checked folder."),
  message: z.string(),
  fix: z.string(),
  values: z
    .strictObject({ deployed: z.unknown().optional(), live: z.unknown().optional() })
    .optional()
    .describe("Values at the path: as deployed, and as Azure has it. Only from a verification, and not for secrets."),
  steps: z
    .array(z.strictObject({ place, text: z.string() }))
    .optional()
    .describe("The path along which a check is violated."),
  exemption: z.strictObject({ reason: z.string(), expires: z.string() }).optional(),
  known: z.literal(true).optional().describe("The baseline has it, so it doesn't fail the check."),
});

const evidence = z.strictObject({ environment, text: z.string(), places: z.array(place) });

const check = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  method: z.string(),
  outcome: z.enum(OUTCOMES),
  evidence: z.array(evidence),
  violations: z.array(z.string()).describe("Ids of findings."),
  undecided: z.array(z.string()).describe("Ids of findings about unknown values that it needs."),
  notApplicable: z.string().optional().describe("Why it isn't applicable: no workspace was read."),
  information: z.array(evidence),
});

const rule = z.strictObject({
  id: z.string(),
  subject: z.enum(SUBJECTS),
  severity,
  title: z.string(),
  rationale: z.string(),
  fix: z.string(),
  sameAs,
  findings: z.number().int().describe("Violations that aren't exempted."),
  undecided: z.number().int().describe("Undecided findings that aren't exempted."),
  exempted: z.number().int(),
});

const exemption = z.strictObject({
  rule: z.string(),
  address: z.string(),
  reason: z.string(),
  expires: z.string(),
  state: z.enum(["used", "expired", "unused"]),
  findings: z.number().int(),
});

const role = z.strictObject({
  principal: z.string(),
  principalEnvironment: environment,
  principalType: z.string().nullable(),
  role: z.string(),
  scope: z.string(),
  scopeEnvironment: environment,
  reason: z.string().nullable(),
  place,
});

const name = z.strictObject({ environment: z.string(), type: z.string(), name: z.string(), place });

const topology = z.strictObject({
  networks: z.array(
    z.strictObject({
      place,
      name: z.string(),
      environment: z.string(),
      addressSpace: z.array(z.string()),
      zones: z.array(z.string()).describe("Names of the linked zones."),
      subnets: z.array(
        z.strictObject({
          place,
          name: z.string(),
          prefixes: z.array(z.string()),
          securityGroup: z.string().nullable(),
          bastion: z.string().nullable(),
          machines: z.array(z.string()),
          hosts: z
            .array(z.strictObject({ name: z.string(), kind: z.string() }))
            .describe("Firewalls, gateways, scale sets, AKS clusters and computes of a workspace in it."),
          egress: z
            .strictObject({ name: z.string(), kind: z.enum(["firewall", "NAT gateway"]) })
            .nullable()
            .describe("Through what its traffic leaves."),
          sessionPorts: z.array(z.number()).describe("SSH and RDP ports on which Bastion reaches the machines."),
          endpoints: z.array(
            z.strictObject({
              place,
              name: z.string(),
              target: z.string(),
              subResource: z.string(),
              zones: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
  peerings: z.array(z.strictObject({ place, from: z.string(), to: z.string() })),
  publicAddresses: z.array(
    z.strictObject({
      place,
      name: z.string(),
      environment: z.string(),
      holder: z.string().nullable(),
      bastion: z.boolean(),
      outbound: z.boolean().describe("Whether it serves only outbound traffic."),
    }),
  ),
  workspaces: z.array(
    z.strictObject({
      place,
      name: z.string(),
      environment: z.string(),
      isolationMode: z.string(),
      rules: z.array(
        z.strictObject({
          name: z.string(),
          destination: z.string(),
          target: z.string().nullable().describe("Name of the resource at a private endpoint's end."),
          environment,
        }),
      ),
      datastores: z.array(
        z.strictObject({
          place,
          name: z.string(),
          kind: z.string().describe("What the data is, such as data lake."),
          store: z.string().nullable().describe("Name of the storage account or SQL server."),
          environment,
        }),
      ),
    }),
  ),
  crossings: z.array(
    z.strictObject({
      kind: z.string(),
      from: place,
      to: place,
      fromEnvironment: z.string(),
      toEnvironment: z.string(),
    }),
  ),
});

const difference = z.strictObject({ added: z.array(z.string()), removed: z.array(z.string()) });

/** Result of a check. Its JSON schema is published as `@org/aml-posture/schema/report.schema.json`. */
export const reportSchema = z
  .strictObject({
    $schema: z.string(),
    version: z.literal(2),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    date: z.string().describe("The day for which exemptions were evaluated, YYYY-MM-DD."),
    threshold: severity,
    passed: z.boolean().describe("Whether all findings at or above the threshold are exempted, or in the baseline."),
    summary: z.strictObject({
      resources: z.number().int(),
      error: z.number().int(),
      warning: z.number().int(),
      note: z.number().int(),
      undecided: z.number().int().describe("Number of errors, warnings and notes that are undecided."),
      exempted: z.number().int(),
    }),
    environments: z.array(
      z.strictObject({
        name: z.string(),
        shared: z.boolean(),
        production: z.boolean(),
        mayUse: z.array(z.string()),
        stacks: z.array(z.string()),
        resources: z.number().int(),
      }),
    ),
    checks: z.array(check),
    findings: z.array(finding),
    rules: z.array(rule),
    exemptions: z.array(exemption),
    roles: z.array(role),
    names: z.array(name),
    notEvaluated: z
      .array(z.strictObject({ type: z.string(), resources: z.number().int() }))
      .describe("Resource types that no rule or check evaluates."),
    topology,
    changes: z
      .strictObject({
        findings: difference,
        exemptions: difference,
        roles: difference,
        names: difference,
        checks: z.array(z.string()),
      })
      .optional()
      .describe("Changes since a previous report."),
  })
  .describe("Report of aml-posture.");

/** {@inheritDoc reportSchema} */
export type Report = z.infer<typeof reportSchema>;
/** A finding. */
export type Finding = Report["findings"][number];
/** The result of one check. */
export type CheckReport = Report["checks"][number];
/** Changes since a previous report. */
export type Changes = NonNullable<Report["changes"]>;
