import { createHash, randomUUID } from "node:crypto";
import {
  ArmTemplate,
  ArmTemplateError,
  type ArmTemplateResource,
  type DeploymentFunctions,
  type Json,
  type JsonObject,
} from "@org/aml-synth-model";
import { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { isObject, objectOf, textOf, without } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import { readObject } from "../arm/request-body.js";
import type { Endpoint, ResourceType, Writer } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { guidOf } from "../guid.js";
import { makeBeside, showPlainly } from "./shared.js";

/** Length of the texts that `uniqueString()` returns. */
const UNIQUE_STRING_LENGTH = 13;

/** ARM template deployments to resource groups and subscriptions, of what the function {@link read} supports. */
export const deployments: ResourceType = {
  type: "Microsoft.Resources/deployments",
  work({ id, body }, state, writer) {
    const deployment = read(id, body.properties, state);
    return (resource) => deploy(deployment, resource, state, writer);
  },
  actions: {
    exporttemplate: ({ body }) => ({ status: 200, body: { template: body.properties["template"] } }),
  },
  // Azure shows neither the template nor secret parameters.
  view: ({ body }) => ({ ...body, properties: without(body.properties, ["template"]) }),
};

/** What a deployment did, one for each resource. */
export const deploymentOperations: ResourceType = {
  type: "Microsoft.Resources/deployments/operations",
  view: ({ id, body }) => ({ operationId: id.name, ...body }),
};

/** An operation of a deployment in a list. */
export function showOperation(operation: ArmResource): object {
  return { ...showPlainly(operation), operationId: operation.id.name };
}

/** Checks a template without deploying it. */
export const validation: Endpoint = {
  method: "POST",
  path: "deployments/{name}/validate",
  answer({ scope, name = "" }, state, request) {
    const id = ArmId.parse(`${scope}/providers/Microsoft.Resources/deployments/${name}`);
    const properties = objectOf(readObject(request.text)["properties"]);
    const { template, resources } = read(id, properties, state);
    return {
      status: 200,
      body: {
        id: id.toString(),
        name,
        type: id.resourceType,
        properties: {
          mode: "Incremental",
          parameters: shownParameters(properties, template),
          provisioningState: "Succeeded",
          timestamp: new Date().toISOString(),
          validatedResources: resources.map((one) => ({ id: one.id })),
        },
      },
    };
  },
};

/** A resource to deploy, with everything that has to be there before it. */
interface Planned extends ArmTemplateResource {
  readonly after: readonly string[];
}

interface Deployment {
  readonly id: ArmId;
  readonly template: ArmTemplate;
  readonly resources: readonly Planned[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/**
 * Reads a deployment in incremental mode, with a literal template.
 * @throws ArmError 400 InvalidTemplate, which names a function that isn't supported
 */
function read(id: ArmId, properties: Readonly<Record<string, unknown>>, state: EmulatorState): Deployment {
  const mode = textOf(properties["mode"]) ?? "";
  if (mode.toLowerCase() !== "incremental") throw invalid(`the mode '${mode}' isn't supported, only Incremental`);
  for (const name of ["templateLink", "parametersLink"]) {
    if (isObject(properties[name])) throw invalid(`'${name}' isn't supported, only literal templates and parameters`);
  }
  const literal = properties["template"];
  if (!isObject(literal)) throw invalid("there is no template");
  const group = id.resourceGroup;
  const existing = state.resources.get(id.parent);
  try {
    const template = new ArmTemplate(
      literal as JsonObject,
      objectOf(properties["parameters"]) as JsonObject,
      {
        subscriptionId: id.subscriptionId ?? "",
        tenantId: state.directory.tenantId,
        resourceGroup: group === undefined ? undefined : { name: group, location: existing?.body.location ?? "" },
      },
      functionsOf(id),
    );
    return { id, template, resources: planned(template, id), properties };
  } catch (error) {
    throw error instanceof ArmTemplateError ? invalid(error.message) : error;
  }
}

function invalid(message: string): ArmError {
  return new ArmError(
    400,
    "InvalidTemplate",
    `Deployment template validation failed: ${message} (by the Azure emulator).`,
  );
}

/** Functions whose values depend on the deployment only. The values of the first two aren't those of Azure. */
function functionsOf(id: ArmId): DeploymentFunctions {
  return {
    uniquestring: (given) =>
      createHash("sha256")
        .update(JSON.stringify(given))
        .digest("hex")
        .replaceAll(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "")
        .slice(0, UNIQUE_STRING_LENGTH),
    guid: (given) => guidOf(given.join("-")),
    newguid: () => randomUUID(),
    utcnow: () => new Date().toISOString(),
    deployment: () => ({ name: id.name }),
  };
}

/**
 * The resources in an order in which they can be deployed.
 * @throws ArmError 400 InvalidTemplate for a circle of dependencies
 */
function planned(template: ArmTemplate, id: ArmId): readonly Planned[] {
  const known = template.resources.map((one) => ({
    ...one,
    after: [...one.dependsOn, ...referencesOf(one, template, id)],
  }));
  const sorted: Planned[] = [];
  const visit = (one: Planned, above: readonly string[]): void => {
    if (sorted.includes(one)) return;
    if (above.includes(one.id)) throw invalid(`circular dependency of ${[...above, one.id].join(", ")}`);
    for (const before of known.filter((other) => one.after.includes(other.id))) visit(before, [...above, one.id]);
    sorted.push(one);
  };
  for (const one of known) visit(one, []);
  return sorted;
}

/** Ids of the resources of the template that a resource reads. */
function referencesOf(resource: ArmTemplateResource, template: ArmTemplate, id: ArmId): readonly string[] {
  const found: string[] = [];
  let refers = false;
  try {
    resource.body({
      ...functionsOf(id),
      reference: ([target]) => {
        refers = true;
        const to = targetOf(target, template);
        if (template.resources.some((one) => one.id === to)) found.push(to);
        return undefined;
      },
    });
  } catch (error) {
    // What it reads is known only when it is deployed.
    if (!(error instanceof ArmTemplateError) || !refers) throw error;
  }
  return found;
}

/** The id of what `reference()` reads, which may be given by the name of a resource of the template. */
function targetOf(target: Json | undefined, { resources }: ArmTemplate): string {
  const text = typeof target === "string" ? target : "";
  return resources.find(({ id }) => [id, id.split("/").at(-1)].some((one) => isSame(one, text)))?.id ?? text;
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/**
 * Deploys the resources, each as soon as those before it are there.
 * @throws ArmError 409 DeploymentFailed with the errors of the resources
 */
async function deploy(
  { id, template, resources, properties }: Deployment,
  resource: ArmResource,
  state: EmulatorState,
  writer: Writer,
): Promise<void> {
  const { clock } = state;
  const begun = clock.now();
  for (const old of state.resources.childrenOf(id)) state.resources.delete(old.id);
  resource.body.properties = {
    ...without(resource.body.properties, ["parameters"]),
    mode: "Incremental",
    correlationId: randomUUID(),
    parameters: shownParameters(properties, template),
    timestamp: new Date().toISOString(),
  };
  const functions: DeploymentFunctions = {
    ...functionsOf(id),
    reference: ([target, , full]) => {
      const found = state.resources.get(targetOf(target, template));
      if (!found) return undefined;
      const shown = writer.show(found) as JsonObject;
      return full === "Full" ? shown : shown["properties"];
    },
  };
  const errors: ArmError[] = [];
  const started = new Map<string, Promise<boolean>>();
  for (const one of resources) {
    const before = one.after.flatMap((other) => started.get(other) ?? []);
    started.set(
      one.id,
      Promise.all(before).then(async (succeeded) => {
        if (succeeded.includes(false)) return false;
        const error = await put(one, functions, id, state, writer);
        if (error) errors.push(error);
        return !error;
      }),
    );
  }
  await Promise.all(started.values());
  if (errors.length > 0) {
    const message =
      "At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.";
    throw new ArmError(409, "DeploymentFailed", message, {}, errors);
  }
  Object.assign(resource.body.properties, {
    duration: `PT${clock.now() - begun}S`,
    outputs: asArmError(() => template.outputs(functions)),
    outputResources: resources.map((one) => ({ id: one.id })),
  });
}

/** Writes one resource with its operation. Returns the error if it fails. */
async function put(
  one: Planned,
  functions: DeploymentFunctions,
  deployment: ArmId,
  state: EmulatorState,
  writer: Writer,
): Promise<ArmError | undefined> {
  const { clock } = state;
  const begun = clock.now();
  const id = ArmId.parse(one.id);
  const operation = makeBeside(state, deployment.child("operations", randomUUID()), {
    properties: {
      provisioningOperation: "Create",
      provisioningState: "Running",
      targetResource: { id: one.id, resourceType: id.resourceType, resourceName: id.name },
    },
  });
  const end = (provisioningState: string, statusCode: string, more: object = {}): void => {
    const timestamp = new Date().toISOString();
    const duration = `PT${clock.now() - begun}S`;
    Object.assign(operation.body.properties, { provisioningState, statusCode, timestamp, duration, ...more });
  };
  try {
    await writer.put(
      id,
      one.apiVersion,
      asArmError(() => one.body(functions)),
    );
    end("Succeeded", "OK");
    return undefined;
  } catch (error) {
    if (!(error instanceof ArmError)) throw error;
    end("Failed", "Conflict", { statusMessage: { error: error.toJSON() } });
    return error;
  }
}

/** @throws ArmError 400 InvalidTemplate instead of an ArmTemplateError */
function asArmError<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    throw error instanceof ArmTemplateError ? invalid(error.message) : error;
  }
}

/** The parameters with their types, and without secret values. */
function shownParameters(properties: Readonly<Record<string, unknown>>, { parameters }: ArmTemplate): object {
  const declared = objectOf(objectOf(properties["template"])["parameters"]);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const type = textOf(objectOf(declared[name])["type"]) ?? "String";
      return [name, /^secure/i.test(type) ? { type } : { type, value }];
    }),
  );
}
