import {
  ExpressionError,
  isJsonList,
  isJsonObject,
  type Json,
  type JsonObject,
  parseTemplate,
  type Reading,
  type Resource,
  toJson,
} from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { isArm, isNotKnown, NotKnown, pointTo, read } from "../domain/reader.js";
import { notKnown, type Rule, type Violation } from "./rule.js";

const MACHINES = "Microsoft.Compute/virtualMachines";
const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";

/**
 * Types of the extension that runs a script, in lower case.
 *
 * Source: https://learn.microsoft.com/azure/virtual-machines/extensions/custom-script-linux and custom-script-windows
 */
const SCRIPT_TYPES: ReadonlySet<string> = new Set(["customscript", "customscriptforlinux", "customscriptextension"]);

/** An extension: a resource, or a block of a scale set. */
interface Extension {
  readonly resource: Resource;
  /** Path of its settings in the resource, such as `body.properties.`; empty or with a dot at the end. */
  readonly prefix: string;
  readonly at: (argument: string, arm: string) => Reading;
  /** Its machine or scale set, if the stacks create it. */
  readonly machine: Resource | undefined;
}

function* extensionsOf(platform: Platform): Iterable<Extension> {
  for (const type of [MACHINES, SCALE_SETS]) {
    for (const resource of platform.inventory.created(`${type}/extensions`)) {
      const argument = type === MACHINES ? "virtual_machine_id" : "virtual_machine_scale_set_id";
      const machine = platform.identities.at(type, pointTo(resource, argument, "parent_id"), resource);
      yield {
        resource,
        prefix: isArm(resource) ? "body.properties." : "",
        at: (name, arm) => (isArm(resource) ? resource.readArm(`properties.${arm}`) : resource.read(name)),
        machine: machine?.kind === "resource" ? machine : undefined,
      };
    }
  }
  for (const resource of platform.inventory.created(SCALE_SETS)) {
    const path = "properties.virtualMachineProfile.extensionProfile.extensions";
    const blocks = isArm(resource) ? resource.readArm(path) : resource.read("extension");
    for (const [index, block] of blocks.items().entries()) {
      yield {
        resource,
        prefix: isArm(resource) ? `body.${path}[${index}].properties.` : `extension[${index}].`,
        at: (name, arm) => block.at(isArm(resource) ? `properties.${arm}` : name),
        machine: resource,
      };
    }
  }
}

/** The extensions that run a script, or may do so, because their type is unknown. */
function* scriptsOf(platform: Platform): Iterable<Extension & { readonly unknownType: Reading | undefined }> {
  for (const extension of extensionsOf(platform)) {
    const type = extension.at("type", "type");
    if (type.state === "unknown") yield { ...extension, unknownType: type };
    else if (SCRIPT_TYPES.has(String(type.value).toLowerCase())) yield { ...extension, unknownType: undefined };
  }
}

/** Names of branches, which are followed wherever a reference to a version is expected. */
const BRANCH = "(?:main|master|HEAD|develop|trunk)";
const MOVING: readonly RegExp[] = [
  /[/@]latest(?:\/|$)/i,
  /\/refs\/heads\//,
  new RegExp(`^https?://raw\\.githubusercontent\\.com/[^/]+/[^/]+/${BRANCH}/`),
  new RegExp(`^https?://[^/]*(?:github|gitlab|bitbucket)[^/]*/.*/(?:raw|blob|archive)/${BRANCH}(?:/|\\.zip$|\\.tar)`),
];
/** A blob that Terraform uploads, whose content is part of the configuration. */
const UPLOADED = /^\$\{azurerm_storage_blob\.[^{}]+\.(?:url|id)\}$/;

/** Whether the content at a URL changes; undefined if this depends on an unknown part of its path. */
function isMoving(url: string): boolean | undefined {
  const [address = ""] = url.split(/[?#]/);
  if (MOVING.some((pattern) => pattern.test(address))) return true;
  return address.replace(/^https?:\/\/[^/]*/, "").includes("${") ? undefined : false;
}

/** The texts that name what a script extension downloads, and whether each is known to change. */
function* downloadsOf(settings: JsonObject): Iterable<{ name: string; text: string; moving: boolean | undefined }> {
  const { fileUris = [], commandToExecute: command } = settings;
  for (const item of isJsonList(fileUris) ? fileUris : [fileUris]) {
    if (typeof item !== "string" || UPLOADED.test(item)) continue;
    yield { name: "fileUris", text: item, moving: isMoving(item) };
  }
  if (typeof command !== "string") return;
  const name = "commandToExecute";
  if (/^\$\{[^{}]*\}$/.test(command)) yield { name, text: command, moving: undefined };
  for (const [url] of command.matchAll(/https?:\/\/[^\s"'<>|;)]+/g)) yield { name, text: url, moving: isMoving(url) };
}

/** Settings as an object, with expressions for unknown parts; undefined if they can't be read. */
function objectOf({ value, state }: Reading): JsonObject | undefined {
  if (typeof value !== "string") return isJsonObject(value) ? value : undefined;
  try {
    const expression = state === "unknown" ? parseTemplate(value) : undefined;
    const [argument] = expression?.kind === "call" && expression.name === "jsonencode" ? expression.arguments : [];
    const json = argument ? toJson(argument) : (JSON.parse(value) as Json);
    return isJsonObject(json) ? json : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function* movingIn(extension: Extension, argument: string, arm: string): Iterable<Violation> {
  const { resource, prefix } = extension;
  const reading = extension.at(argument, arm);
  const path = `${prefix}${isArm(resource) ? arm : argument}`;
  const settings = objectOf(reading);
  if (!settings && reading.state === "unknown") yield notKnown(resource, path, new NotKnown(reading));
  for (const { name, text, moving } of downloadsOf(settings ?? {})) {
    if (moving === true) {
      // What follows can be a signature.
      const shown = text.replace(/[?#].*/, "");
      yield { resource, path, message: `${path} downloads ${shown} (${name}), whose content changes` };
    } else if (moving === undefined) {
      yield { resource, path, message: `${path} has ${name} with an unknown part`, undecided: true };
    }
  }
}

/** Extensions of virtual machines and scale sets that run scripts, such as those that install build agents. */
export const MACHINE_EXTENSION_RULES: readonly Rule[] = [
  {
    id: "vm-extension-identity",
    subject: "virtual machine",
    severity: "warning",
    title: "A machine that a script sets up has a managed identity",
    rationale: "Without one, the script needs a secret for everything it signs in to.",
    fix: "Add an identity block to the machine or scale set, and give its roles to this identity.",
    sameAs: {},
    *check(platform) {
      for (const { resource, prefix, machine, unknownType } of scriptsOf(platform)) {
        const identity = machine && read(machine, "identity.type", "identity.type");
        if (machine && isNotKnown(identity)) {
          yield notKnown(machine, isArm(machine) ? "identity" : "identity.type", identity);
        } else if (typeof identity === "string" && identity.toLowerCase() !== "none") {
          continue;
        } else if (unknownType) {
          yield notKnown(resource, `${prefix}type`, new NotKnown(unknownType));
        } else if (machine) {
          const message = `has no managed identity, and ${resource === machine ? "an extension" : resource.address} runs a script on it`;
          yield { resource: machine, path: "identity", message };
        } else {
          const message = "runs a script on a machine that no stack creates, so that its identity isn't known here";
          yield { resource, message, undecided: true };
        }
      }
    },
  },
  {
    id: "vm-extension-script-version",
    subject: "virtual machine",
    severity: "warning",
    title: "A script extension downloads nothing from a branch or latest version",
    rationale:
      "Anyone who can write there can run code as the system user on each new machine. Whether the content of other addresses changes, and what scripts download themselves, can't be read.",
    fix: "Use the address of a commit or release, or give the script itself in the setting script.",
    sameAs: {},
    *check(platform) {
      for (const extension of scriptsOf(platform)) {
        const { resource, prefix, unknownType } = extension;
        const found = [
          ...movingIn(extension, "settings", "settings"),
          ...movingIn(extension, "protected_settings", "protectedSettings"),
        ];
        if (!unknownType) yield* found;
        else if (found.length > 0) yield notKnown(resource, `${prefix}type`, new NotKnown(unknownType));
      }
    },
  },
];
