import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMPARED_TYPES, NOT_COMPARED_TYPES } from "../src/attributes.js";

const packages = join(import.meta.dirname, "../..");
/** Arguments of Terraform itself, and those that are part of the resource's id. */
const OF_TERRAFORM = ["count", "depends_on", "for_each", "lifecycle", "provider", "timeouts"];
const OF_THE_ID = [
  "name",
  "network_watcher_name",
  "private_dns_zone_id",
  "private_dns_zone_name",
  "resource_group_id",
  "resource_group_name",
  "resource_type",
  "subnet_id",
  "subscription_id",
  "target_resource_id",
  "virtual_machine_id",
  "virtual_network_name",
  "zone_name",
  "nat_gateway_id",
  "scope",
];

/** What the libraries set with all options, by type: the arguments that their golden files record. */
function writtenArguments(): ReadonlyMap<string, ReadonlySet<string>> {
  const written = new Map<string, Set<string>>();
  for (const name of readdirSync(packages)) {
    const file = join(packages, name, "test/golden/terraform.json");
    if (!existsSync(file)) continue;
    const { resources } = JSON.parse(readFileSync(file, "utf8")) as {
      resources: Record<string, object>;
    };
    for (const [address, values] of Object.entries(resources)) {
      const [type = ""] = address.slice(address.indexOf("/") + 1).split(".");
      if (!type.startsWith("azurerm_")) continue;
      const names = written.get(type) ?? new Set();
      for (const argument of Object.keys(values)) names.add(argument);
      written.set(type, names);
    }
  }
  return written;
}

describe("the table of compared arguments", () => {
  it.each([...writtenArguments()])(
    "has every argument that the libraries set on %s, or says why not",
    (type, names) => {
      if (type in NOT_COMPARED_TYPES) return;
      const { arguments: compared = {}, notCompared = {} } = COMPARED_TYPES[type] ?? {};
      const known = new Set([
        ...Object.keys(compared).map((path) => path.split(".")[0]),
        ...Object.keys(notCompared),
        ...OF_TERRAFORM,
        ...OF_THE_ID,
      ]);
      expect([...names].filter((name) => !known.has(name))).toEqual([]);
    },
  );
});
