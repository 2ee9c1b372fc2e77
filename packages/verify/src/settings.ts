import { armResourceType, type ArmType } from "@org/azure-catalog/arm-types";
import { blocksOf, isJsonList, isJsonObject, type Json, type JsonObject } from "@org/aml-synth-model";
import { COMPARED_TYPES, NOT_COMPARED_TYPES } from "./attributes.js";
import type { LiveAzure } from "./live-azure.js";
import { notRead, observe, type Observation } from "./observation.js";
import type { Subject } from "./subject.js";
import { argumentAt, type Body, type Difference, differencesIn, isSame, member, textAt, valueAt } from "./values.js";

/** A resource with what was found about it. */
export interface ComparedSubject extends Subject {
  readonly live: Body | undefined;
  readonly differences: readonly Difference[];
  readonly observations: readonly Observation[];
}

/** Compares a resource with Azure. */
export function compare(subject: Subject, azure: LiveAzure): ComparedSubject {
  const nothing = { ...subject, live: undefined, differences: [] };
  const read = azure.find(subject);
  const { type } = subject.resource;
  if (read.state === "failed") return { ...nothing, observations: [notRead(subject, "it", read.failure)] };
  if (read.state === "not asked" || (!COMPARED_TYPES[type] && !isAzapi(subject))) {
    const reason = NOT_COMPARED_TYPES[type];
    const message = `is a ${type}, which isn't compared with Azure${reason === undefined ? "" : `: ${reason}`}`;
    return { ...nothing, observations: [observe("verify/not-compared", subject, message)] };
  }
  const live = read.value;
  if (!live) {
    return {
      ...nothing,
      observations: [observe("verify/resource-missing", subject, `doesn't exist in Azure: ${subject.id.toString()}`)],
    };
  }
  const differences = isAzapi(subject) ? bodyDifferences(subject, live) : argumentDifferences(subject, live);
  return { ...subject, live, differences, observations: differences.map((one) => changed(subject, one)) };
}

function isAzapi({ resource: { type } }: Subject): boolean {
  return type === "azapi_resource" || type === "azapi_update_resource";
}

function argumentDifferences(
  { resource: { type, values }, setElsewhere = [] }: Subject,
  live: Body,
): readonly Difference[] {
  return Object.entries(COMPARED_TYPES[type]?.arguments ?? {}).flatMap(([path, from]): readonly Difference[] => {
    const names = path.split(".");
    // Another major version of the provider has other arguments, and a block that isn't there has none.
    if (names[0] === undefined || !(names[0] in values) || setElsewhere.includes(names[0])) return [];
    const expected = argumentAt(values, names);
    const actual = from(live, values);
    if (path === "tags") return tagDifferences(expected, actual);
    return isSame(actual, expected) ? [] : [{ path, expected, live: actual }];
  });
}

/** Each tag that was changed, added or removed. */
function tagDifferences(expected: Json | undefined, live: Json | undefined): readonly Difference[] {
  const [before, now] = [isJsonObject(expected) ? expected : {}, isJsonObject(live) ? live : {}];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => before[name] !== now[name])
    .map((name) => ({ path: `tags.${name}`, expected: before[name], live: now[name] }));
}

function bodyDifferences({ resource: { values, type } }: Subject, live: Body): readonly Difference[] {
  const body = values["body"];
  const given = differencesIn(isJsonObject(body) ? body : undefined, live as Json, "body");
  if (type !== "azapi_resource") return given;
  const tags = values["tags"] === null ? [] : tagDifferences(values["tags"], valueAt(live, "tags"));
  const location = isSame(values["location"], valueAt(live, "location"))
    ? []
    : [{ path: "location", expected: values["location"], live: valueAt(live, "location") }];
  return [
    ...given,
    ...location,
    ...identityDifferences(values["identity"], live),
    ...tags,
    ...defaultDifferences(values, live),
  ];
}

const WORKSPACES = "microsoft.machinelearningservices/workspaces";

/**
 * Properties that open something, or say that a resource doesn't work, and that are compared although they aren't
 * written: by ARM type, with the values that are not allowed. `any` stands for every value but an empty one.
 */
const DANGEROUS: Readonly<Record<string, Readonly<Record<string, "any" | readonly Json[]>>>> = {
  [WORKSPACES]: {
    allowPublicAccessWhenBehindVnet: [true],
    hubResourceId: "any",
    ipAllowlist: "any",
    "managedNetwork.status.status": ["Inactive"],
    "networkAcls.defaultAction": ["Allow"],
    "networkAcls.ipRules": "any",
    "serverlessComputeSettings.serverlessComputeCustomSubnet": "any",
    "serverlessComputeSettings.serverlessComputeNoPublicIP": [false],
    sharedPrivateLinkResources: "any",
    v1LegacyMode: [true],
  },
  [`${WORKSPACES}/computes`]: {
    "properties.enableNodePublicIp": [true],
    "properties.remoteLoginPortPublicAccess": ["Enabled"],
  },
};

/** Dangerous values of properties that weren't written. */
function defaultDifferences(values: JsonObject, live: Body): readonly Difference[] {
  const type = textAt(values, "type").split("@")[0]?.toLowerCase() ?? "";
  const properties: (typeof DANGEROUS)[string] = { ...DANGEROUS[type], provisioningState: ["Failed", "Canceled"] };
  return Object.entries(properties).flatMap(([name, dangerous]): Difference[] => {
    const actual = valueAt(live, `properties.${name}`);
    const written = valueAt(values["body"], `properties.${name}`);
    if (actual === undefined || actual === null || (written !== undefined && written !== null)) return [];
    const opens = dangerous === "any" ? !isSame(undefined, actual) : dangerous.some((value) => isSame(value, actual));
    return opens ? [{ path: `body.properties.${name}`, expected: undefined, live: actual }] : [];
  });
}

function identityDifferences(given: Json | undefined, live: Body): readonly Difference[] {
  const [block] = blocksOf(given);
  if (!block) return [];
  const ids = valueAt(live, "identity.userAssignedIdentities");
  const actual = {
    type: valueAt(live, "identity.type") ?? "None",
    identity_ids: isJsonObject(ids) ? Object.keys(ids) : [],
  };
  return (["type", "identity_ids"] as const).flatMap((name) =>
    isSame(actual[name], block[name]) ? [] : [{ path: `identity.${name}`, expected: block[name], live: actual[name] }],
  );
}

/** Arguments inside of blocks that are secret, although a state needn't mark them. */
const SECRET_ARGUMENTS: ReadonlySet<string> = new Set(["protected_settings"]);

/** A value without the secrets in its blocks. */
function withoutSecrets(value: Json | undefined): Json | undefined {
  if (isJsonList(value)) return value.map((item) => withoutSecrets(item) ?? null);
  if (!isJsonObject(value)) return value;
  const shown = Object.entries(value).filter(([name]) => !SECRET_ARGUMENTS.has(name));
  return Object.fromEntries(shown.map(([name, item]) => [name, withoutSecrets(item) ?? null]));
}

function changed(subject: Subject, { path, expected: deployed, live }: Difference): Observation {
  const expected = withoutSecrets(deployed);
  const secret = subject.resource.sensitive.some((one) => path === one || path.startsWith(`${one}.`));
  const [before, now] = secret ? ["a secret", "another one"] : [show(expected), show(live)];
  const severity = path.startsWith("tags") ? "warning" : undefined;
  return observe("verify/setting-changed", subject, `${path} is ${now} in Azure, ${before} was deployed`, {
    path,
    severity,
    values: secret ? undefined : { deployed: expected, live },
  });
}

const LONGEST = 300;

function show(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return "not set";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * The live body of an azapi resource in the form in which it would be written: without what only the service sets. The
 * rules of a managed network are resources of their own.
 */
export function writableBody({ resource: { values }, apiVersion }: Subject, live: Body): Json {
  const written = values["body"] ?? {};
  const type = armResourceType(String(values["type"]).split("@")[0] ?? "", apiVersion);
  if (!type) return onlyWritten(written, live as Json);
  const names = Object.entries(type.body.properties).filter(
    ([name, { readOnly }]) => readOnly !== true && !["name", "location", "tags", "identity"].includes(name),
  );
  return Object.fromEntries(
    names.flatMap(([name, { type: inner }]): [string, Json][] => {
      const value = writable(valueAt(live, name), inner);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function writable(value: Json | undefined, type: ArmType): Json | undefined {
  if (value === undefined || value === null) return undefined;
  if (type.kind === "array" && isJsonList(value)) return value.flatMap((item) => writable(item, type.items) ?? []);
  if (type.kind !== "object" || !isJsonObject(value)) return value;
  const { discriminator, variants = {}, additional } = type;
  const chosen = discriminator === undefined ? {} : (variants[String(value[discriminator])] ?? {});
  const properties = { ...type.properties, ...chosen };
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, Json][] => {
      const known = properties[name];
      if (known?.readOnly === true || name === "outboundRules") return [];
      const inner = known?.type ?? additional;
      const kept = inner && writable(item, inner);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

/** The live values of the properties that were written. */
function onlyWritten(written: Json, live: Json | undefined): Json {
  if (!isJsonObject(written)) return live ?? null;
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, onlyWritten(value, member(live, name))]),
  );
}
