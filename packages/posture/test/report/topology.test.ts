import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check, toHtml } from "../../src/index.js";
import { environmentDiagram } from "../../src/report/html/topology-diagrams.js";
import { ownNetwork } from "../support/own-network.js";

const report = check(SynthModel.fromStacks({ dev: { resource: ownNetwork() } }));
const environment = report.topology.networks[0]?.environment ?? "";

describe("the topology of a network of your own", () => {
  it("has firewalls, gateways, scale sets, clusters and computes in their subnets, with the egress of each", () => {
    const subnets = report.topology.networks.flatMap((network) => network.subnets);
    expect(subnets.map(({ name, hosts, egress }) => [name, hosts, egress])).toEqual([
      ["AzureFirewallSubnet", [{ name: "afw", kind: "firewall" }], null],
      ["GatewaySubnet", [{ name: "vpng", kind: "gateway" }], null],
      ["training", [{ name: "cluster", kind: "compute" }], { name: "afw", kind: "firewall" }],
      ["scoring", [{ name: "aks", kind: "AKS cluster" }], { name: "afw", kind: "firewall" }],
      ["agents", [{ name: "vmss", kind: "scale set" }], { name: "ng", kind: "NAT gateway" }],
    ]);
  });

  it("has the NAT gateway whose id is read from its association with an address", () => {
    const resource = ownNetwork();
    resource["azurerm_nat_gateway_public_ip_association"] = {
      main: { nat_gateway_id: "${azurerm_nat_gateway.main.id}", public_ip_address_id: "${azurerm_public_ip.nat.id}" },
    };
    Object.assign(resource["azurerm_public_ip"] ?? {}, { nat: { name: "pip-nat" } });
    Object.assign(resource["azurerm_subnet_nat_gateway_association"]?.["agents"] ?? {}, {
      nat_gateway_id: "${azurerm_nat_gateway_public_ip_association.main.nat_gateway_id}",
    });
    const { networks, publicAddresses } = check(SynthModel.fromStacks({ dev: { resource } })).topology;
    const agents = networks.flatMap(({ subnets }) => subnets).find(({ name }) => name === "agents");
    expect(agents?.egress).toEqual({ name: "ng", kind: "NAT gateway" });
    expect(publicAddresses.find(({ name }) => name === "pip-nat")?.holder).toBe("ng");
  });

  it("tells public addresses for outbound traffic from those for inbound access", () => {
    expect(report.topology.publicAddresses.map(({ name, holder, outbound }) => [name, holder, outbound])).toEqual([
      ["pip-afw", "afw", true],
      ["pip-vpn", "vpng", false],
    ]);
  });

  it("is drawn: what leads in, what leads out, and the networks at the other end of peerings", () => {
    const diagram = environmentDiagram(report, environment);
    const lines = diagram?.lines.map(({ from, to, kind }) => `${kind}: ${from} -> ${to}`);
    expect(lines).toEqual(
      expect.arrayContaining([
        "plain: dev/azurerm_public_ip.firewall -> internet",
        "plain: host afw -> dev/azurerm_public_ip.firewall",
        "inbound: internet -> dev/azurerm_public_ip.vpn",
        "inbound: dev/azurerm_public_ip.vpn -> host vpng",
        "plain: dev/azurerm_subnet.training -> host afw",
        "plain: dev/azurerm_subnet.agents -> host ng",
        "crossing: network vnet -> network vnet-hub",
      ]),
    );
    expect(diagram?.boxes.map(({ lines: [name] }) => name)).toEqual(expect.arrayContaining(["ng", "vnet-hub"]));
  });

  it("distinguishes a shared hub from another environment at the other end of a peering", () => {
    const network = (name: string, peers: readonly string[]) => ({
      resource: {
        azurerm_virtual_network: { main: { name: `vnet-${name}`, resource_group_name: "rg", address_space: [] } },
        azurerm_virtual_network_peering: Object.fromEntries(
          peers.map((peer) => [
            peer,
            {
              virtual_network_name: "${azurerm_virtual_network.main.name}",
              remote_virtual_network_id: `\${data.terraform_remote_state.${peer}.outputs.id}`,
            },
          ]),
        ),
      },
      output: { id: { value: "${azurerm_virtual_network.main.id}" } },
      data: {
        terraform_remote_state: Object.fromEntries(
          peers.map((peer) => [peer, { backend: "local", config: { path: `../${peer}/terraform.tfstate` } }]),
        ),
      },
      terraform: { backend: { local: { path: `../${name}/terraform.tfstate` } } },
    });
    const stacks = { hub: network("hub", []), prod: network("prod", []), dev: network("dev", ["hub", "prod"]) };
    const diagram = environmentDiagram(check(SynthModel.fromStacks(stacks)), "dev");
    expect(diagram?.boxes.filter(({ id }) => /hub|prod/.test(id)).map(({ kind, lines }) => [kind, ...lines])).toEqual([
      ["network", "vnet-hub", "network of hub"],
      ["foreign", "vnet-prod", "network of prod"],
    ]);
    expect(diagram?.lines.map(({ to, kind }) => [to, kind])).toEqual([
      ["network vnet-hub", "plain"],
      ["network vnet-prod", "crossing"],
    ]);
  });

  it("has a picture", async () => {
    const page = await toHtml(report);
    for (const name of ["AKS cluster", "scale set", "NAT gateway", "computes in your network"]) {
      expect(page).toContain(name);
    }
  });
});
