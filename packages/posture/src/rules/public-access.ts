import type { Json, Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { isBlock, isPrivate } from "../domain/cidr.js";
import { PUBLIC_ACCESS_TYPES } from "../domain/public-access.js";
import { isArm, isNotKnown, read } from "../domain/reader.js";
import { notKnown, type Rule, type Violation } from "./rule.js";

/** Types whose public access has a rule of its own. */
const OWN_RULE: ReadonlySet<string> = new Set(
  [
    "Microsoft.Storage/storageAccounts",
    "Microsoft.KeyVault/vaults",
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.MachineLearningServices/registries",
  ].map((type) => type.toLowerCase()),
);
/** Where public access is written: the argument of azurerm differs by type. */
const ARGUMENTS = ["public_network_access_enabled", "public_network_access"];
const ARM_PATH = "properties.publicNetworkAccess";

/** Public access of types that have no rule of their own, and their firewalls. */
export const PUBLIC_ACCESS_RULES: readonly Rule[] = [
  {
    id: "public-access",
    subject: "configuration",
    severity: "error",
    title: "Nothing else says that it has public network access",
    rationale: "A private platform has none, of whatever type.",
    fix: "Switch public network access off.",
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.resources) {
        if (!OWN_RULE.has(armTypeOf(resource) ?? "")) yield* publicAccessOf(resource);
      }
    },
  },
  {
    id: "service-firewall-rule",
    subject: "configuration",
    severity: "error",
    title: "No firewall rule of a service lets the internet in",
    rationale: "Any client in its range bypasses all networks; 0.0.0.0 alone allows all of Azure.",
    fix: "Remove the rule, and reach the service through a private endpoint.",
    sameAs: { checkov: ["CKV_AZURE_11"], trivy: ["AZU-0029"] },
    *check(platform) {
      for (const resource of platform.inventory.resources) {
        const arm = armTypeOf(resource)?.endsWith("/firewallrules") ?? false;
        if (!arm && !/_firewall_rule$/.test(resource.type)) continue;
        const start = read(resource, "start_ip_address", "properties.startIpAddress");
        const end = read(resource, "end_ip_address", "properties.endIpAddress") ?? start;
        const path = isArm(resource) ? "body.properties.startIpAddress" : "start_ip_address";
        if (isNotKnown(start)) yield notKnown(resource, path, start);
        else if (isNotKnown(end)) yield notKnown(resource, path, end);
        else if ([start, end].some((one) => isPublic(one)))
          yield { resource, path, message: `lets ${String(start)} to ${String(end)} in` };
      }
    },
  },
];

function* publicAccessOf(resource: Resource): Iterable<Violation> {
  const [argument = ""] = ARGUMENTS.filter((one) => read(resource, one) !== undefined);
  const value = isArm(resource) ? read(resource, "", ARM_PATH) : argument === "" ? undefined : read(resource, argument);
  const path = isArm(resource) ? `body.${ARM_PATH}` : argument;
  if (isNotKnown(value)) yield notKnown(resource, path, value);
  else if (value === true || String(value).toLowerCase() === "enabled") {
    yield { resource, path, message: `${path} is ${String(value)}` };
  } else if (value === undefined && PUBLIC_ACCESS_TYPES.has(resource.type)) {
    yield {
      resource,
      path: ARGUMENTS[0] ?? "",
      message: "public network access is not set, which to Azure is Enabled",
    };
  }
}

function isPublic(address: Json | undefined): boolean {
  return typeof address === "string" && isBlock(address) && !isPrivate(address);
}
