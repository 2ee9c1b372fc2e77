import type { SmallPlatform, Stack } from "../support/small-platform.js";

/** Another way to write the same platform. */
export type Rewriting = (platform: SmallPlatform) => void;

const environments = ({ dev, prod }: SmallPlatform): readonly Stack[] => [dev, prod];
const of = (stack: Stack, type: string): Record<string, Stack> =>
  (stack["resource"][type] ?? {}) as Record<string, Stack>;
const isRepeated = (resource: Stack): boolean => "for_each" in resource || "count" in resource;

/** Copies of a resource that differ by some arguments, as one with for_each over those. */
function fold(stack: Stack, type: string): void {
  if (JSON.stringify(stack).includes(`\${${type}.`)) return;
  const copies = Object.entries(of(stack, type)).filter(([, resource]) => !isRepeated(resource));
  const [first] = copies;
  if (!first || copies.length < 2) return;
  const keys = Object.keys(first[1]);
  const alike = copies.filter(([, resource]) => JSON.stringify(Object.keys(resource)) === JSON.stringify(keys));
  const values = Object.fromEntries(alike);
  for (const [name] of alike) if (name !== first[0]) Reflect.deleteProperty(of(stack, type), name);
  of(stack, type)[first[0]] = {
    for_each: values,
    ...Object.fromEntries(keys.map((key) => [key, `\${each.value.${key}}`])),
  };
}

/** The name that is written out behind a reference to a resource of a stack: `${azurerm_subnet.pe.id}`. */
function named(stack: Stack, reference: unknown, type: string, attribute: string): string | undefined {
  const [, label = ""] = new RegExp(`^\\$\\{${type}\\.(\\w+)\\.${attribute}\\}$`).exec(String(reference)) ?? [];
  const name: unknown = of(stack, type)[label]?.["name"];
  return typeof name === "string" && !name.includes("${") ? name : undefined;
}

/** The ARM id of a network that a reference leads to, or of a subnet in it. */
function idOf(stack: Stack, reference: unknown): string | undefined {
  const [group] = Object.values(of(stack, "azurerm_resource_group"));
  const main = of(stack, "azurerm_virtual_network")["main"];
  const network = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${String(group?.["name"])}/providers/Microsoft.Network/virtualNetworks/${String(main?.["name"])}`;
  if (named(stack, reference, "azurerm_virtual_network", "id") !== undefined) return network;
  const [, label = ""] = /^\$\{azurerm_subnet\.(\w+)\.id\}$/.exec(String(reference)) ?? [];
  const networkName: unknown = of(stack, "azurerm_subnet")[label]?.["virtual_network_name"];
  if (![main?.["name"], "${azurerm_virtual_network.main.name}"].includes(networkName)) return undefined;
  const subnet = named(stack, reference, "azurerm_subnet", "id");
  return subnet === undefined ? undefined : `${network}/subnets/${subnet}`;
}

/** The endpoints and IP configurations of a stack, which name their subnets. */
const withSubnets = (stack: Stack): readonly Stack[] =>
  ["azurerm_private_endpoint", "azurerm_network_interface"]
    .flatMap((type) => Object.values(of(stack, type)))
    .flatMap(withConfigurations);
const withConfigurations = (resource: Stack): readonly Stack[] => [
  resource,
  ...[(resource["ip_configuration"] ?? []) as Stack | Stack[]].flat(),
];
const ASSOCIATION = "azurerm_subnet_network_security_group_association";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

/** Resources that no other refers to, unless another rewriting does. */
const REPEATABLE = [
  "azurerm_private_dns_zone_virtual_network_link",
  "azurerm_subnet_network_security_group_association",
] as const;

/** Every way, by name. */
export const REWRITINGS: Readonly<Record<string, Rewriting>> = {
  "for_each instead of copies": (platform) => {
    for (const stack of environments(platform)) for (const type of REPEATABLE) fold(stack, type);
  },
  "locals instead of literals": (platform) => {
    for (const stack of environments(platform)) {
      const locals: Stack = {};
      for (const [type, resources] of Object.entries(stack["resource"] as Stack)) {
        for (const [name, resource] of Object.entries(resources as Record<string, Stack>)) {
          if (isRepeated(resource)) continue;
          for (const [key, value] of Object.entries(resource)) {
            if (typeof value !== "boolean" && (typeof value !== "string" || value.includes("${") || key === "type"))
              continue;
            locals[`${type}_${name}_${key}`] = value;
            resource[key] = `\${local.${type}_${name}_${key}}`;
          }
        }
      }
      stack["locals"] = { ...(stack["locals"] as Stack | undefined), ...locals };
    }
  },
  "tags by merge": (platform) => {
    for (const stack of environments(platform)) {
      stack["locals"] = { ...(stack["locals"] as Stack | undefined), owner: { owner: "ml" } };
      for (const group of Object.values(of(stack, "azurerm_resource_group"))) {
        const tags = group["tags"] as Stack;
        group["tags"] = `\${merge(local.owner, { environment = "${String(tags["environment"])}" })}`;
      }
    }
  },
  "rules as resources": (platform) => {
    for (const stack of environments(platform)) {
      for (const [name, group] of Object.entries(of(stack, "azurerm_network_security_group"))) {
        const rules = group["security_rule"];
        if (!Array.isArray(rules)) continue;
        const own = Object.fromEntries(
          (rules as Stack[]).map((rule, index) => [
            `${name}_${String(index)}`,
            { ...rule, network_security_group_name: `\${azurerm_network_security_group.${name}.name}` },
          ]),
        );
        if (rules.length > 0)
          stack["resource"].azurerm_network_security_rule = { ...of(stack, "azurerm_network_security_rule"), ...own };
        group["security_rule"] = [];
      }
    }
  },
  "rules by a dynamic block": (platform) => {
    for (const stack of environments(platform)) {
      for (const group of Object.values(of(stack, "azurerm_network_security_group"))) {
        const rules = group["security_rule"];
        if (!Array.isArray(rules) || rules.length === 0) continue;
        const keys = [...new Set((rules as Stack[]).flatMap((rule) => Object.keys(rule)))];
        const full = (rules as Stack[]).map((rule) =>
          Object.fromEntries(keys.map((key) => [key, (rule[key] as unknown) ?? null])),
        );
        group["dynamic"] = {
          security_rule: [
            {
              for_each: full,
              iterator: "rule",
              content: [Object.fromEntries(keys.map((key) => [key, `\${rule.value.${key}}`]))],
            },
          ],
        };
        delete group["security_rule"];
      }
    }
  },
  "letter case": (platform) => {
    for (const stack of environments(platform)) {
      for (const endpoint of Object.values(of(stack, "azurerm_private_endpoint"))) {
        const [connection = {}] = [endpoint["private_service_connection"] as Stack | Stack[]].flat();
        const [name] = connection["subresource_names"] as string[];
        connection["subresource_names"] = [`${(name ?? "").charAt(0).toUpperCase()}${(name ?? "").slice(1)}`];
      }
    }
  },
  "ids read from an association": (platform) => {
    for (const stack of environments(platform)) {
      for (const [name, { subnet_id: id }] of Object.entries(of(stack, ASSOCIATION))) {
        if (typeof id !== "string") continue;
        for (const resource of withSubnets(stack)) {
          if (resource["subnet_id"] === id) resource["subnet_id"] = `\${${ASSOCIATION}.${name}.subnet_id}`;
        }
      }
    }
  },
  "ids and names instead of references": (platform) => {
    for (const stack of environments(platform)) {
      for (const [type, argument] of [
        ["azurerm_private_endpoint", "subnet_id"],
        ["azurerm_network_interface", "subnet_id"],
        ["azurerm_private_dns_zone_virtual_network_link", "virtual_network_id"],
        ["azurerm_subnet_network_security_group_association", "subnet_id"],
      ] as const) {
        for (const resource of Object.values(of(stack, type)).flatMap(withConfigurations)) {
          if (argument in resource) resource[argument] = idOf(stack, resource[argument]) ?? resource[argument];
        }
      }
      for (const subnet of Object.values(of(stack, "azurerm_subnet"))) {
        subnet["virtual_network_name"] =
          named(stack, subnet["virtual_network_name"], "azurerm_virtual_network", "name") ??
          (subnet["virtual_network_name"] as unknown);
      }
    }
  },
  "a module for each environment": (platform) => {
    for (const name of ["dev", "prod"] as const) {
      const stack = platform[name];
      const { variable = {}, output = {}, locals, data, resource, ...rest } = stack;
      const variables = Object.keys(variable as Stack);
      const outputs = Object.keys(output as Stack);
      for (const key of Object.keys(stack)) Reflect.deleteProperty(stack, key);
      Object.assign(platform, {
        [`${name}-module`]: {
          variable: Object.fromEntries(
            variables.map((one) => [one, present({ ...(variable as Stack)[one], default: undefined })]),
          ),
          ...present({ locals, data, resource, output }),
        },
      });
      Object.assign(stack, rest, {
        variable,
        module: {
          environment: {
            source: `../${name}-module`,
            ...Object.fromEntries(variables.map((one) => [one, `\${var.${one}}`])),
          },
        },
        output: Object.fromEntries(outputs.map((one) => [one, { value: `\${module.environment.${one}}` }])),
      });
    }
  },
  "blocks as lists": (platform) => {
    for (const stack of environments(platform)) {
      for (const endpoint of Object.values(of(stack, "azurerm_private_endpoint"))) {
        endpoint["private_service_connection"] = [endpoint["private_service_connection"]].flat();
        if (endpoint["private_dns_zone_group"] !== undefined)
          endpoint["private_dns_zone_group"] = [endpoint["private_dns_zone_group"]].flat();
      }
    }
  },
};

/** What is there, as JSON has it. */
function present(content: Stack): Stack {
  return JSON.parse(JSON.stringify(content)) as Stack;
}

/** Rewritings that leave nothing in the stacks for others to rewrite, so that they come last. */
export const LAST: ReadonlySet<string> = new Set(["a module for each environment"]);
