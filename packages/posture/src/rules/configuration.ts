import type { Element, Json, Stack } from "@org/aml-synth-model";
import type { Rule, Violation } from "./rule.js";

/** Arguments whose value is a secret. */
const SECRET =
  /(^|_)(passwords?|passwd|passphrase|secrets?|access_keys?|account_keys?|api_keys?|primary_keys?|secondary_keys?|shared_keys?|instrumentation_keys?|signing_keys?|sas|sas_(token|url|uri)|connection_strings?|private_keys?(_pem|_data)?|tokens?|pfx|client_certificate|certificate_(data|password)|pfx_blob)$/;
/** Names that end as a secret's does and are none. */
const PLAIN = /(^|_)(public_key|key_vault_secret|secret_name|secret_id|key_id|tenant_token|ssh_key)$|^(kind|type)$/;
/** Elements that name secrets without holding them, by design. */
const NO_SECRET = /^(key_vault_secret|variable)/;
/** The majors of providers that this check knows. */
const PROVIDERS: Readonly<Record<string, readonly number[]>> = { azurerm: [3, 4, 5], azapi: [1, 2] };

/** The configuration itself: secrets in it, versions, public access of whatever else is there. */
export const CONFIGURATION_RULES: readonly Rule[] = [
  {
    id: "literal-secret",
    subject: "configuration",
    severity: "error",
    title: "No secret is written into the configuration",
    rationale: "It lands in the repository, in the plan and in every artifact.",
    fix: "Pass it as a sensitive variable, or let Azure make it.",
    sameAs: {},
    *check(platform) {
      for (const stack of platform.model.stacks) {
        for (const element of stack.elements) {
          if (element.kind === "variable" || element.kind === "output" || NO_SECRET.test(element.address)) continue;
          for (const path of literalSecrets(element.content, [])) {
            yield { resource: element, path, message: `${path} is written out` };
          }
        }
        for (const path of literalSecrets(stack.backend.config, [])) {
          yield { resource: stack, path: `backend.${path}`, message: `backend.${path} is written out` };
        }
      }
    },
  },
  {
    id: "terraform-version",
    subject: "configuration",
    severity: "error",
    title: "A stack is for Terraform 1",
    rationale: "Other versions read the same JSON in another way, so nothing here could be trusted.",
    fix: 'Set required_version to something that takes 1.x, such as ">= 1.5".',
    sameAs: {},
    *check(platform) {
      for (const stack of platform.model.stacks) {
        const wanted = stack.requiredVersion;
        if (wanted !== undefined && !mayBeMajor(wanted, 1)) {
          yield { resource: stack, path: "terraform.required_version", message: `wants Terraform ${wanted}` };
        }
      }
    },
  },
  {
    id: "provider-version",
    subject: "configuration",
    severity: "warning",
    title: "A stack's providers are of versions that this check knows",
    rationale: "Arguments change their names between majors: one that isn't known counts as not set.",
    fix: "Check with a version of this tool that knows it.",
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
      message: `wants ${name} ${version}; known are ${known.join(", ")}`,
    };
  }
}

/**
 * Whether a version constraint takes some version of a major.
 *
 * Source: Terraform, version constraints: `=`, `!=`, `>`, `>=`, `<`, `<=`, `~>`, joined by commas.
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

/** The paths of secrets that a configuration has as text. */
function* literalSecrets(json: Json, path: readonly string[]): Iterable<string> {
  if (typeof json !== "object" || json === null) return;
  for (const [key, value] of Object.entries(json)) {
    const at = [...path, key];
    if (typeof value === "string") {
      if (isSecret(key) && value !== "" && !value.includes("${")) yield at.join(".");
    } else {
      yield* literalSecrets(value, at);
    }
  }
}

/** Whether an argument's name, of Terraform or ARM, is that of a secret: `admin_password`, `connectionString`. */
function isSecret(name: string): boolean {
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
