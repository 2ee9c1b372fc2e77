import type { Resource, SynthModel } from "@org/aml-synth-model";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";

/** Labels of sub-resources in the diagram. */
const SERVICES: Readonly<Record<string, string>> = {
  amlworkspace: "workspace",
  amlregistry: "registry",
  blob: "storage",
  dfs: "data lake",
  file: "storage",
  queue: "storage",
  table: "storage",
  vault: "Key Vault",
  registry: "container registry",
  sqlServer: "SQL server",
};

/** The topology of a synthesized platform as a Mermaid flow chart, which GitHub and editors can display. */
export function topology(model: SynthModel): string {
  const networks = model.resources({ type: "azurerm_virtual_network" });
  const lines = ["flowchart LR", '  operator(["operator"])'];
  for (const network of networks) lines.push(...environment(model, network));
  const zones = model.resources({ type: "azurerm_private_dns_zone" });
  lines.push(`  dns[("${zones.length} private DNS zones")]`);
  for (const network of networks) lines.push(`  dns -. linked .- ${id(network, "pe")}`);
  for (const rule of model.resources({ armType: RULES })) {
    const [workspace, destination] = [
      target(rule, "parent_id"),
      target(rule, "body.properties.destination.serviceResourceId"),
    ];
    if (!workspace || !destination) continue;
    const isRegistry = destination.armType?.startsWith(REGISTRIES) ?? false;
    const box = isRegistry
      ? id(destination, "reg")
      : `${id(destination, "store")}[("${text(destination.get("name"))}")]`;
    lines.push(`  ${id(workspace, "ws")} == "${text(rule.get("name"))}" ==> ${box}`);
  }
  return `${lines.join("\n")}\n`;
}

function environment(model: SynthModel, network: Resource): string[] {
  const stack = network.stack.name;
  const base = `${stack}-base`;
  const of = (type: string) => model.resources({ type, stack });
  const endpoints = of("azurerm_private_endpoint");
  const addresses = (network.get("address_space") as string[]).join(", ");
  const subnet = (name: RegExp) => {
    const found = of("azurerm_subnet").find((candidate) => name.test(text(candidate.get("name"))));
    return found ? text((found.get("address_prefixes") as string[])[0]) : "";
  };
  const bastion = of("azurerm_bastion_host")[0];
  const jumpbox = of("azurerm_windows_virtual_machine")[0];
  const services = new Set(
    endpoints.map((endpoint) => SERVICES[text(endpoint.get("private_service_connection.subresource_names[0]"))]),
  );
  const workspace = model.resources({ armType: WORKSPACES, stack, type: "azapi_resource" })[0];
  const registry = [stack, base].flatMap((name) =>
    model.resources({ armType: REGISTRIES }).filter((one) => one.stack.name === name),
  )[0];
  const pe = id(network, "pe");
  return [
    `  subgraph ${id(network, "vnet")}["${text(network.get("name"))} (${addresses})"]`,
    ...(bastion ? [`    ${id(network, "bastion")}["Bastion, ${subnet(/Bastion/)}"]`] : []),
    ...(jumpbox ? [`    ${id(network, "jumpbox")}["jumpbox, ${subnet(/-vm-/)}"]`] : []),
    `    ${pe}["${endpoints.length} private endpoints, ${subnet(/-pe-/)}"]`,
    "  end",
    ...(bastion ? [`  operator -- "HTTPS 443" --> ${id(network, "bastion")}`] : []),
    ...(bastion && jumpbox
      ? [
          `  ${id(network, "bastion")} -- "RDP 3389" --> ${id(network, "jumpbox")}`,
          `  ${id(network, "jumpbox")} --> ${pe}`,
        ]
      : []),
    ...(workspace
      ? [
          `  ${id(workspace, "ws")}["${text(workspace.get("name"))}, managed network"]`,
          `  ${pe} --> ${id(workspace, "ws")}`,
        ]
      : []),
    ...(registry
      ? [`  ${id(registry, "reg")}["${text(registry.get("name"))}"]`, `  ${pe} --> ${id(registry, "reg")}`]
      : []),
    ...[...services]
      .filter((service) => service && service !== "workspace" && service !== "registry")
      .map((service) => `  ${pe} --> ${id(network, text(service))}["${text(service)}"]`),
  ];
}

function target(resource: Resource, path: string): Resource | undefined {
  return resource.references().find((reference) => reference.path === path)?.target?.element as Resource | undefined;
}

function id(resource: Resource, part: string): string {
  return `${resource.stack.name.replace(/-base$/, "")}_${part}`.replace(/[^A-Za-z0-9]/g, "_");
}

function text(value: unknown): string {
  return String(value);
}
