import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { type Rule, SEVERITIES, SUBJECTS } from "../rules/rule.js";
import { RULE_FACTS } from "../rules/facts.js";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "is not a date; allowed: YYYY-MM-DD, such as 2027-06-30")
  .refine((text) => !Number.isNaN(Date.parse(text)), "is not a calendar date; allowed: YYYY-MM-DD");

/** Ids of users' own rules. */
export const OWN_RULE_ID = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;

/** An accepted finding, with a reason and an expiry. */
export const exemptionSchema = z.strictObject({
  rule: z
    .string()
    .refine(
      (id) => RULE_FACTS.has(id) || OWN_RULE_ID.test(id),
      "is not the id of a rule; 'aml-posture rules' lists them",
    )
    .describe("Id of the rule."),
  address: z
    .string()
    .min(1)
    .describe(
      "Stack and Terraform address, aml-dev/azurerm_key_vault.main, or construct path, aml-dev/Environment/Workspace/KeyVault/Resource; * matches any text: */Environment/Workspace/*.",
    ),
  reason: z
    .string()
    .min(15, "is too short; allowed: a sentence that a reviewer can evaluate")
    .describe("Why the finding is accepted."),
  expires: date.describe("Last day of the exemption, YYYY-MM-DD."),
});

/** {@inheritDoc exemptionSchema} */
export type Exemption = z.infer<typeof exemptionSchema>;

/** Configuration of the check. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    threshold: z.enum(SEVERITIES).optional().describe("The lowest severity that fails the check. Default: warning."),
    undecided: z
      .strictObject({
        checks: z
          .enum(SEVERITIES)
          .optional()
          .describe("Severity of a check that is undecided because it needs unread input. Default: warning."),
        rules: z
          .enum(SEVERITIES)
          .optional()
          .describe(
            "Severity of a finding that is undecided because its rule needs an unknown value; at most the rule's own severity. Default: warning.",
          ),
      })
      .optional()
      .describe("Severities of undecided results."),
    environments: z
      .record(
        z.string(),
        z.strictObject({
          shared: z.boolean().optional().describe("Whether other environments use it. Default: by its name."),
          stacks: z
            .array(z.string().min(1))
            .optional()
            .describe("Stacks whose resources are part of it; * matches any text. Default: by tag."),
          production: z
            .boolean()
            .optional()
            .describe("Whether no other environment may reach it. Default: by its name."),
          mayUse: z
            .array(z.string())
            .optional()
            .describe(
              "Environments whose registries it may use. Default: all others that are neither shared nor production.",
            ),
        }),
      )
      .optional()
      .describe("By environment name, which comes from the tag 'environment'."),
    dns: z
      .strictObject({
        linksManagedBy: z
          .string()
          .min(1)
          .optional()
          .describe("Who links the networks to zones that these stacks don't create."),
        zoneGroupsManagedBy: z
          .string()
          .min(1)
          .optional()
          .describe("Who creates the zone groups of private endpoints if the stacks don't, such as Azure Policy."),
      })
      .optional()
      .describe("Who manages the parts of name resolution that the stacks don't contain."),
    outsidePrincipals: z
      .array(z.string().min(1))
      .optional()
      .describe(
        "Variables with principals that no stack creates, such as the deployment principal: var.deployer; * matches any text.",
      ),
    requiredTags: z.array(z.string()).optional().describe("Tags that all resources must have. Default: any tag."),
    exemptions: z.array(exemptionSchema).optional().describe("Accepted findings."),
    unusedExemptions: z
      .enum(SEVERITIES)
      .optional()
      .describe("Severity of an exemption that matches no finding. Default: warning."),
    rules: z
      .array(z.string().min(1))
      .optional()
      .describe("Modules with rules of your own, relative to this file: ./rules.mjs."),
  })
  .describe("Configuration of aml-posture.");

/** {@inheritDoc configSchema} */
export type PostureConfig = z.infer<typeof configSchema>;

/**
 * Validates a configuration.
 * @param source its origin, for the message
 * @throws PostureInputError with every mistake and its path
 */
export function parseConfig(json: unknown, source: string): PostureConfig {
  const result = configSchema.safeParse(json);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => {
    const at = path.join(".");
    return `${at === "" ? "the configuration" : at}: ${message}, given ${given(json, path)}`;
  });
  throw new PostureInputError(`${source} is not a configuration of aml-posture:\n  ${lines.join("\n  ")}`);
}

/**
 * Reads a configuration from a file.
 * @param file JSON, as in `schema/config.schema.json`
 * @throws PostureInputError if it can't be read, isn't JSON, or has mistakes, with the path of each
 */
export function readConfig(file: string): PostureConfig {
  const content = readText(file);
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError) throw new PostureInputError(`${file} is not JSON: ${error.message}`);
    throw error;
  }
  return parseConfig(json, file);
}

/**
 * Reads a file.
 * @throws PostureInputError if it can't be read
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new PostureInputError(`${file} can't be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Input that can't be checked; printed without a stack trace. */
export class PostureInputError extends Error {
  public override readonly name = "PostureInputError";
}

function given(json: unknown, path: readonly PropertyKey[]): string {
  let value = json;
  for (const key of path)
    value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/**
 * Loads your own rules.
 * @param files ES modules whose default export is a rule or a list of rules
 * @param folder folder to which the paths are relative
 * @throws PostureInputError for a module that can't be loaded, or that exports no rule
 */
export async function loadRules(files: readonly string[], folder: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const file of files) {
    let exported: unknown;
    try {
      ({ default: exported } = (await import(pathToFileURL(resolve(folder, file)).href)) as { default?: unknown });
    } catch (error) {
      throw new PostureInputError(
        `${file} can't be loaded (${error instanceof Error ? error.message : String(error)})`,
      );
    }
    for (const rule of [exported].flat()) {
      const result = ruleSchema.safeParse(rule);
      if (!result.success) {
        const fields = [...new Set(result.error.issues.map(({ path }) => path.join(".") || "default export"))].join(
          ", ",
        );
        throw new PostureInputError(
          `${file} exports no rule: ${fields}; a rule has id, subject, severity, title, rationale, fix and check(platform)`,
        );
      }
      rules.push({ ...(rule as Rule), sameAs: (rule as Partial<Rule>).sameAs ?? {} });
    }
  }
  return rules;
}

const ruleSchema = z.object({
  id: z.string(),
  subject: z.enum(SUBJECTS),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  rationale: z.string(),
  fix: z.string(),
  check: z.custom<Rule["check"]>((value) => typeof value === "function"),
});
