import { ArmId } from "@org/azure-catalog";
import * as z from "zod";
import { ASSET_NAME, ASSET_TYPES, ASSET_VERSION, parseReference, REGISTRIES, WORKSPACES } from "../assets.js";
import { field } from "./field.js";

const text = (description: string, fix: string) =>
  // Letters or digits, because invisible characters are no reason; no control characters, because it is printed.
  field(z.string().regex(/^[\P{Cc}\t\r\n]*[\p{L}\p{N}][\P{Cc}\t\r\n]*$/u), description, {
    allowed: "a text with letters or digits, without control characters",
    fix,
  });

const armId = (description: string, type: string, command: string) =>
  field(
    z
      .string()
      .refine(
        (id) =>
          ArmId.tryParse(id)?.hasType(type) === true &&
          /^\/subscriptions\/[^/\s?#%]+\/resourceGroups\/[^\s?#%]+$/i.test(id),
      ),
    description,
    {
      allowed: `the ARM id of a resource of the type ${type}, without spaces or a query`,
      fix: `find it with ${command} --query id`,
    },
  );

const workspace = (description: string) =>
  armId(description, WORKSPACES, "az ml workspace show --name NAME --resource-group GROUP");
const registry = (description: string) => armId(description, REGISTRIES, "az ml registry show --name NAME");

const file = (description: string) =>
  // A colon at the beginning belongs to a URL or a drive.
  field(
    z
      .string()
      .regex(
        /^(?![/\\]|[a-zA-Z][a-zA-Z0-9+.-]*:)(?!.*(^|[/\\])\.\.([/\\]|$))(?!.*[/\\.]$)\P{Cc}*[\p{L}\p{N}]\P{Cc}*$/u,
      ),
    description,
    {
      allowed: "the path of a file, relative to the promotion file and below its folder",
      fix: "put the file below the folder of the promotion file, in the same commit",
    },
  );

const named = <T extends string>(type: T, what: string) => ({
  type: z.literal(type),
  name: field(z.string().regex(ASSET_NAME), `Name of the ${what}, the same everywhere.`, {
    allowed: "1 to 255 letters, digits, '_' and '-', beginning with a letter or digit; registries allow no dot",
    fix: `give the name alone, without a version, label or URI; if it has other characters, rename it in the workspace: register the ${what} under another name, such as demand-v2`,
  }),
  version: field(z.string().regex(ASSET_VERSION), `Version of the ${what}, the same everywhere.`, {
    allowed: "a text of letters, digits, '_', '.' and '-', beginning with a letter or digit, and not latest",
    fix: 'put one version in quotes, such as "7"; labels such as latest are not versions, because they change',
  }),
});

const asset = z.discriminatedUnion("type", [
  z.strictObject(named("model", "model")),
  z.strictObject(named("data", "data asset")),
  z.strictObject(named("code", "code asset")),
  z.strictObject({
    ...named("environment", "environment"),
    file: file(
      "YAML file of the environment, from which it is created again in the workspace of production. Default: production refers to the environment in the dev registry.",
    ).exactOptional(),
  }),
  z.strictObject({
    ...named("component", "component"),
    file: file("YAML file of the component, from which it is created in the workspace of production."),
  }),
]);

const evidence = (description: string) =>
  field(z.string().min(1), description, {
    allowed: "a name in evidence",
    fix: "add the file with the evidence to evidence, and use its name here",
  });
const limit = (description: string) =>
  field(z.number(), description, { allowed: "a number", fix: "use a number without quotes, such as 0.9" });
const count = (description: string) =>
  field(z.int().min(0), description, { allowed: "a whole number from 0", fix: "use 0 to accept none" });

const gate = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("metric"),
    evidence: evidence("Evidence with the metrics: a JSON file."),
    metric: text(
      "Name of the metric; dots lead into objects.",
      "use its name in the evidence, such as f1 or test.rmse",
    ),
    min: limit("The least value that passes.").exactOptional(),
    max: limit("The greatest value that passes.").exactOptional(),
  }),
  z.strictObject({
    type: z.literal("approvals"),
    evidence: evidence(
      "Evidence with the reviews of the pull request: the JSON of GitHub's reviews or of Azure DevOps's reviewers.",
    ),
    approvers: field(
      z.array(z.string().min(1)).min(1),
      "Accounts that may approve, as the system with the pull request names them.",
      {
        allowed: "a list of accounts",
        fix: "list at least one account, such as [anna, ben]",
      },
    ),
    required: field(z.int().min(1), "How many of them have to approve.", {
      allowed: "a whole number from 1",
      fix: "use 1 or more",
    }).default(1),
    notBy: field(
      z.array(z.string().min(1)),
      "Accounts whose approval doesn't count, such as that of the person who trained the model.",
      {
        allowed: "a list of accounts",
        fix: "list accounts, or remove the field",
      },
    ).default([]),
  }),
  z.strictObject({
    type: z.literal("scan"),
    evidence: evidence("Evidence of a scanner: SARIF, or the JSON of Trivy."),
    critical: count("How many critical findings are accepted.").default(0),
    high: count("How many high findings are accepted; in SARIF without severities, errors.").default(0),
    medium: count(
      "How many medium findings are accepted; in SARIF without severities, warnings. Default: any.",
    ).exactOptional(),
  }),
]);

/** Types of the items of the lists in a promotion file. */
export const TYPES: Readonly<Record<string, readonly string[]>> = {
  assets: Object.keys(ASSET_TYPES),
  gates: gate.options.map(({ shape }) => shape.type.value),
};

/** The promotion file. */
export const promotionSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  reason: text("Why the assets are promoted.", "say it in a sentence: reason, expected effect, rollback"),
  from: field(
    z.strictObject({
      workspace: workspace("The dev workspace, from which assets are shared."),
      registry: registry("The dev registry, to which they are shared and from which they are promoted."),
    }),
    "Where the assets come from.",
    {
      allowed: "an object with workspace and registry",
      fix: "give the ARM ids of the dev workspace and the dev registry",
    },
  ),
  to: field(
    z.strictObject({
      registry: registry("The prod registry, to which models, data and code are copied."),
      workspace: workspace(
        "The prod workspace, in which components and environments are created, and jobs run.",
      ).exactOptional(),
    }),
    "Where they go.",
    {
      allowed: "an object with registry and workspace",
      fix: "give the ARM ids of the prod registry and the prod workspace",
    },
  ),
  job: field(
    z.strictObject({
      compute: field(z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{1,31}$/), "Name of a compute of the prod workspace.", {
        allowed: "the name of a compute",
        fix: "find it with az ml compute list --workspace-name NAME --resource-group GROUP",
      }),
      environment: field(
        z.string().refine((text) => parseReference("environment", text) !== undefined),
        "Environment with Node.js 20 or newer.",
        {
          allowed:
            "one version: azureml://registries/REGISTRY/environments/NAME/versions/VERSION or azureml:NAME:VERSION",
          fix: "create and share an environment with Node.js once, and refer to it here",
        },
      ),
      clientId: field(z.guid(), "Client id of the compute's identity. Default: its only one.", {
        allowed: "a GUID",
        fix: "find it with az identity show --ids ID --query clientId",
      }).exactOptional(),
    }),
    "How apply --job runs in the prod workspace.",
    {
      allowed: "an object with compute and environment",
      fix: "name a compute of the prod workspace and an environment",
    },
  ).exactOptional(),
  assets: field(
    z
      .array(
        field(asset, "An asset.", {
          allowed: "an object with type, name and version, and the file of a component",
          fix: 'write it as { type: model, name: demand, version: "7" }',
        }),
      )
      .min(1),
    "What is promoted. Training data and models that are not validated stay in dev.",
    {
      allowed: "a list of objects whose type is model, data, code, environment or component",
      fix: 'list at least one, such as { type: model, name: demand, version: "7" }',
    },
  ),
  evidence: field(z.record(z.string(), file("File with the evidence.")), "Files that gates read, by name.", {
    allowed: "an object with paths of files",
    fix: "name each file, such as metrics: evidence/metrics.json",
  }).default({}),
  withoutApproval: text(
    "Why no gate on approvals is needed, such as the approval of a pipeline's environment. It is recorded.",
    "say who approves instead, or remove the field and add a gate of the type approvals",
  ).exactOptional(),
  gates: field(
    z
      .array(
        field(gate, "A gate.", {
          allowed: "an object with type and evidence",
          fix: "write it as { type: approvals, evidence: reviews, approvers: [anna] }",
        }),
      )
      .min(1),
    "What has to be true before anything is copied.",
    {
      allowed: "a list of objects whose type is metric, approvals or scan",
      fix: "add at least one gate, such as { type: approvals, evidence: reviews, approvers: [anna] }",
    },
  ),
});

/** A promotion file. */
export type Promotion = z.output<typeof promotionSchema>;
/** An asset of a promotion file. */
export type PromotedAsset = Promotion["assets"][number];
/** A gate of a promotion file. */
export type Gate = Promotion["gates"][number];
