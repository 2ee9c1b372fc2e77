import {
  type Element,
  isJsonObject,
  type Json,
  type JsonObject,
  type Resource,
  type Stack,
} from "@org/aml-synth-model";
import { ignoresChangesOf } from "../domain/endpoint.js";
import type { Rule, Violation } from "./rule.js";
import { SENSITIVE_ARGUMENTS } from "./sensitive-arguments.js";

/** Arguments whose value is a secret. */
const SECRET =
  /(^|_)(passwords?|passwd|passphrase|secrets?|access_keys?|account_keys?|api_keys?|primary_keys?|secondary_keys?|shared_keys?|instrumentation_keys?|signing_keys?|sas|sas_(token|url|uri)|connection_strings?|private_keys?(_pem|_data)?|tokens?|pfx|client_certificate|certificate_(data|password)|pfx_blob)$/;
/** Names that look like secrets, but aren't. */
const PLAIN =
  /(^|_)(public_key|key_vault_secret|secret_name|secret_id|ssl_secret|key_id|tenant_token|ssh_key)$|^(kind|type)$/;
/** Maps in which every value is a secret. */
const SECRETS = /^secure_environment_variables$/;
/** Types whose `value` is a secret. */
const HOLDERS = /^azurerm_key_vault_secret$/;
/** Arguments with JSON text or base64-encoded scripts, which may contain secrets. */
const TEXTS = /^(protected_settings|settings|custom_data|user_data|template_content|parameters_content)$/;
/** An expression of an ARM template. */
const ARM_EXPRESSION = /^\[(?!\[)[^]*\]$/;
/** A secret in a connection string or script, but no reference to a vault or variable. */
const IN_TEXT = /(?:AccountKey|SharedAccessKey|Password|Pwd)=["']?[^\s;"'$@<%{*(][^\s;"']{3,}/i;
/** References of App Service to a key vault. */
const VAULT_REFERENCE = /^@Microsoft\.KeyVault\(/i;
/** Supported major versions of providers. */
const PROVIDERS: Readonly<Record<string, readonly number[]>> = { azurerm: [3, 4, 5], azapi: [1, 2] };

/** Rules about the configuration itself: secrets and versions. */
export const CONFIGURATION_RULES: readonly Rule[] = [
  {
    id: "literal-secret",
    subject: "configuration",
    severity: "error",
    title: "The configuration contains no literal secret",
    rationale: "A literal secret ends up in the repository, in plans and in artifacts.",
    fix: "Pass it as a sensitive variable, or let Azure generate it.",
    sameAs: {},
    *check(platform) {
      for (const stack of platform.model.stacks) {
        for (const element of stack.elements) {
          if (element.kind === "variable" || element.kind === "output") continue;
          yield* secretsOf(element);
        }
        for (const { path: at } of secretsIn(stack.backend.config)) {
          const path = at.join(".");
          yield { resource: stack, path: `backend.${path}`, message: `backend.${path} is a literal` };
        }
      }
    },
  },
  {
    id: "terraform-version",
    subject: "configuration",
    severity: "error",
    title: "A stack requires Terraform 1",
    rationale: "Other versions may interpret the same JSON differently, so results wouldn't be reliable.",
    fix: 'Set required_version to a range that includes 1.x, such as ">= 1.5".',
    sameAs: {},
    *check(platform) {
      for (const stack of platform.model.stacks) {
        const wanted = stack.requiredVersion;
        if (wanted !== undefined && !mayBeMajor(wanted, 1)) {
          yield { resource: stack, path: "terraform.required_version", message: `requires Terraform ${wanted}` };
        }
      }
    },
  },
  {
    id: "provider-version",
    subject: "configuration",
    severity: "warning",
    title: "A stack's provider versions are supported by this check",
    rationale: "Arguments are renamed between major versions, and an unknown argument counts as not set.",
    fix: "Use a version of this tool that supports it.",
    sameAs: {},
    *check(platform) {
      for (const stack of platform.model.stacks) yield* providersOf(stack);
    },
  },
];

function* providersOf(stack: Stack): Iterable<Violation> {
  for (const [name, { version, source }] of stack.requiredProviders) {
    const known = PROVIDERS[source?.split("/").at(-1) ?? name];
    if (known === undefined || version === undefined || known.some((major) => mayBeMajor(version, major))) continue;
    yield {
      resource: stack,
      path: `terraform.required_providers.${name}.version`,
      message: `requires ${name} ${version}; supported are ${known.join(", ")}`,
    };
  }
}

/**
 * Whether a version constraint allows any version of a major version.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function mayBeMajor(constraint: string, major: number): boolean {
  return constraint.split(",").every((part) => {
    const found = /^\s*(=|!=|>=|<=|~>|>|<)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(part);
    if (!found) return true;
    const [, operator = "=", first, minor, patch] = found;
    const given = Number(first);
    switch (operator) {
      case "!=":
        return true;
      case ">":
      case ">=":
        return given <= major;
      case "<":
        return given > major || (given === major && Number(minor ?? 0) + Number(patch ?? 0) > 0);
      case "<=":
        return given >= major;
      case "~>":
        return minor === undefined ? given <= major : given === major;
      default:
        return given === major;
    }
  });
}

/** A text that is a secret, or may contain one. */
interface Candidate {
  readonly path: readonly string[];
  readonly text: string;
}

/** The literal secrets of an element, including those from locals and defaults of variables. */
function* secretsOf(element: Element): Iterable<Violation> {
  // A value whose changes Terraform ignores is a placeholder that people replace in Azure.
  const holds =
    element.kind === "resource" &&
    HOLDERS.test((element as Resource).type) &&
    !ignoresChangesOf(element as Resource, "value");
  const named = secretsIn(element.content, false, holds);
  const all = sensitiveOf(element);
  const known = new Set(all.length === 0 ? [] : named.map(({ path }) => path.join(".")));
  const sensitive = all.filter(({ path }) => !known.has(path.join(".")));
  for (const { path: steps, text } of [...named, ...sensitive]) {
    const path = steps.join(".");
    if (!text.includes("${")) {
      // A plan doesn't contain the values of secrets.
      const hidden = element.stack.source === "plan" && element.read(steps).state === "unknown";
      if (!hidden) yield { resource: element, path, message: `${path} is a literal` };
    } else {
      const { value, state } = element.read(steps);
      if (state === "known" && typeof value === "string" && value !== "" && isOneItself(steps, value)) {
        yield { resource: element, path, message: `${path} is a literal, in a local or a default` };
      }
    }
  }
}

/**
 * Texts that the provider's schema marks as sensitive. Vault secrets are excluded, because placeholders are allowed
 * there.
 */
function sensitiveOf(element: Element): readonly Candidate[] {
  if (element.kind !== "resource" || HOLDERS.test((element as Resource).type)) return [];
  const paths = SENSITIVE_ARGUMENTS[(element as Resource).type];
  if (paths === undefined) return [];
  return paths.split(" ").flatMap((path) => {
    const conditional = path.endsWith("?");
    return [...textsAt(element.content, path.replace("?", "").split("."), [], conditional)].filter(
      ({ path: at, text }) => !TEXTS.test(at.at(-1) ?? "") && !VAULT_REFERENCE.test(text),
    );
  });
}

/** The texts at a path, in all blocks of a list and all items of a map. */
function* textsAt(
  json: Json | undefined,
  [name, ...rest]: readonly string[],
  path: readonly string[],
  conditional: boolean,
): Iterable<Candidate> {
  if (typeof json === "string" && name === undefined && json !== "") yield { path, text: json };
  if (typeof json !== "object" || json === null) return;
  const isList = Array.isArray(json);
  if (!isList && name !== undefined) {
    const block = json as JsonObject;
    if (conditional && rest.length === 0 && block["secret"] !== true) return;
    yield* textsAt(block[name], rest, [...path, name], conditional);
    return;
  }
  for (const [key, value] of Object.entries(json)) {
    const left = name === undefined ? [] : [name, ...rest];
    yield* textsAt(value as Json, left, [...path, key], conditional);
  }
}

function isOneItself(path: readonly string[], value: string): boolean {
  return TEXTS.test(path.at(-1) ?? "") ? hasSecret(value) : !VAULT_REFERENCE.test(value);
}

/**
 * The texts of a configuration that are secrets according to their name or content, and expressions that may be
 * secrets.
 * @param all whether every value is a secret
 */
function secretsIn(json: Json, all = false, holder = false): readonly Candidate[] {
  const found: Candidate[] = [];
  collectSecrets(json, [], all, holder, found);
  return found;
}

function collectSecrets(json: Json, path: readonly string[], all: boolean, holder: boolean, found: Candidate[]): void {
  if (typeof json !== "object" || json === null) return;
  for (const key of Object.keys(json)) {
    const value = (json as Readonly<Record<string, Json>>)[key];
    if (typeof value === "string") {
      if (isCandidate(key, value, path, all, holder)) found.push({ path: [...path, key], text: value });
    } else if (typeof value === "object" && value !== null) {
      collectSecrets(value, [...path, key], all || SECRETS.test(key), false, found);
    }
  }
}

function isCandidate(key: string, value: string, path: readonly string[], all: boolean, holder: boolean): boolean {
  if (value === "" || value.startsWith("@Microsoft.KeyVault(")) return false;
  if (ARM_EXPRESSION.test(value)) return false;
  if (all || isSecret(key) || (/^(value|defaultValue)$/.test(key) && (holder || isSecret(blockOf(path))))) return true;
  // The account key of a datastore.
  if (key === "key" && path.at(-1) === "secrets") return true;
  if (TEXTS.test(key)) return value.includes("${") || hasSecret(value);
  return !value.includes("${") && isConnection(value);
}

function isConnection(text: string): boolean {
  return text.includes("=") && IN_TEXT.test(text);
}

/** The name of the block that contains a path, such as `connection_string` for `connection_string.0`. */
function blockOf(path: readonly string[]): string {
  return path.findLast((step) => !/^\d+$/.test(step)) ?? "";
}

/** Whether a text contains a secret. JSON and base64 are decoded. */
function hasSecret(text: string): boolean {
  if (IN_TEXT.test(text)) return true;
  if (/^\s*\{/.test(text)) {
    const json = objectFrom(text);
    return json !== undefined && secretsIn(json).length > 0;
  }
  return /^[\w+/]{16,}={0,2}$/.test(text) && IN_TEXT.test(Buffer.from(text, "base64").toString("utf8"));
}

/** Cache, because the same few names occur in every resource. */
const BY_NAME = new Map<string, boolean>();

/**
 * Whether the name of an argument or ARM property is that of a secret, such as `admin_password` or `connectionString`.
 */
function isSecret(name: string): boolean {
  let secret = BY_NAME.get(name);
  if (secret === undefined) {
    secret = isSecretName(name);
    BY_NAME.set(name, secret);
  }
  return secret;
}

function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
  return SECRET.test(words) && !PLAIN.test(words);
}

/** Whether something is an element, not a whole stack. */
export function isElement(place: Element | Stack): place is Element {
  return "address" in place;
}

/** An object, or the object in a JSON text. */
function objectFrom(json: Json | undefined): JsonObject | undefined {
  if (typeof json === "string") return objectFrom(parsed(json));
  return isJsonObject(json) ? json : undefined;
}

function parsed(text: string): Json | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === "object" ? json : undefined;
  } catch (error) {
    // A template that isn't JSON isn't read. Checks report deployments as unread.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
