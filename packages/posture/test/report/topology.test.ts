import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check, toHtml } from "../../src/index.js";
import { environmentDiagram } from "../../src/report/html/topology-diagrams.js";
import { ownNetwork } from "../support/own-network.js";

const report = check(SynthModel.fromStacks({ dev: { resource: ownNetwork() } }));
const environment = report.topology.networks[0]?.environment ?? "";

describe("the topology of a network of your own", () => {
  it("has firewalls, gateways, scale sets, clusters and computes in their subnets, with the way out of each", () => {
    const subnets = report.topology.networks.flatMap((network) => network.subnets);
    expect(subnets.map(({ name, hosts, wayOut }) => [name, hosts, wayOut])).toEqual([
      ["AzureFirewallSubnet", [{ name: "afw", kind: "firewall" }], null],
      ["GatewaySubnet", [{ name: "vpng", kind: "gateway" }], null],
      ["training", [{ name: "cluster", kind: "compute" }], { name: "afw", kind: "firewall" }],
      ["scoring", [{ name: "aks", kind: "AKS cluster" }], { name: "afw", kind: "firewall" }],
      ["agents", [{ name: "vmss", kind: "scale set" }], { name: "ng", kind: "NAT gateway" }],
    ]);
  });

  it("tells public addresses for outbound traffic from ways in", () => {
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
        "way-in: internet -> dev/azurerm_public_ip.vpn",
        "way-in: dev/azurerm_public_ip.vpn -> host vpng",
        "plain: dev/azurerm_subnet.training -> host afw",
        "plain: dev/azurerm_subnet.agents -> host ng",
        "crossing: network vnet -> network vnet-hub",
      ]),
    );
    expect(diagram?.boxes.map(({ lines: [name] }) => name)).toEqual(expect.arrayContaining(["ng", "vnet-hub"]));
  });

  it("has a picture", async () => {
    const page = await toHtml(report);
    for (const name of ["AKS cluster", "scale set", "NAT gateway", "computes in your network"]) {
      expect(page).toContain(name);
    }
  });
});
