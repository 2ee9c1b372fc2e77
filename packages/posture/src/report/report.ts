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
  .describe("The same check elsewhere.");
const place = z.string().describe("Stack and Terraform address, aml-dev/azurerm_subnet.pe.");
const environment = z.string().nullable().describe("Name of the environment; null for all or none.");

const finding = z.strictObject({
  id: z.string().describe("Stays the same from run to run while rule, place and message do."),
  rule: z.string(),
  severity,
  state: z
    .enum(["violated", "undecided"])
    .describe("undecided: a value that decides it could not be read; the message names it."),
  environment,
  stack: z.string(),
  address: z.string().describe("Terraform address; empty for a whole stack or configuration."),
  constructPath: z.string().optional().describe("Path in the construct tree, where CDKTF noted it."),
  path: z.string().optional().describe("Where in the resource."),
  file: z.string().optional().describe("File, as a path from the folder that was checked."),
  message: z.string(),
  fix: z.string(),
  steps: z
    .array(z.strictObject({ place, text: z.string() }))
    .optional()
    .describe("The path along which a check is violated."),
  exemption: z.strictObject({ reason: z.string(), expires: z.string() }).optional(),
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
  undecided: z.array(z.string()).describe("Ids of findings: what it needs and could not be read."),
  notApplicable: z.string().optional().describe("What of it was not there: no workspace was read."),
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
  undecided: z.number().int().describe("Those that can't be decided and aren't exempted."),
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
      zones: z.array(z.string()).describe("Names of the zones that it's linked to."),
      subnets: z.array(
        z.strictObject({
          place,
          name: z.string(),
          prefixes: z.array(z.string()),
          securityGroup: z.string().nullable(),
          bastion: z.string().nullable(),
          machines: z.array(z.string()),
          sessionPorts: z.array(z.number()).describe("Ports of SSH and RDP by which Bastion reaches the machines."),
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
    }),
  ),
  workspaces: z.array(
    z.strictObject({
      place,
      name: z.string(),
      environment: z.string(),
      isolationMode: z.string(),
      rules: z.array(z.strictObject({ name: z.string(), destination: z.string(), environment })),
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

/** What a check found. Its JSON schema is published as `@org/aml-posture/schema/report.schema.json`. */
export const reportSchema = z
  .strictObject({
    $schema: z.string(),
    version: z.literal(2),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    date: z.string().describe("The day for which exemptions were evaluated, YYYY-MM-DD."),
    threshold: severity,
    passed: z.boolean().describe("Whether nothing of the threshold or above is left without an exemption."),
    summary: z.strictObject({
      resources: z.number().int(),
      error: z.number().int(),
      warning: z.number().int(),
      note: z.number().int(),
      undecided: z.number().int().describe("How many of the errors, warnings and notes can't be decided."),
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
      .describe("Types of resources that no rule or check reads."),
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
      .describe("Against a previous report."),
  })
  .describe("Report of aml-posture.");

/** {@inheritDoc reportSchema} */
export type Report = z.infer<typeof reportSchema>;
/** One thing that is wrong, or worth knowing. */
export type Finding = Report["findings"][number];
/** The answer of one check. */
export type CheckReport = Report["checks"][number];
/** What changed against a previous report. */
export type Changes = NonNullable<Report["changes"]>;
