import { describe, expect, it } from "vitest";
import { runCheck } from "../support/run-check.js";
import type { SmallPlatform, Stack } from "../support/small-platform.js";

const run = (change?: (platform: SmallPlatform) => void) => runCheck("egress", change);
const rule = (properties: Stack) =>
  run(({ dev }) => {
    dev["resource"].azapi_resource.rule.body.properties = { category: "UserDefined", ...properties };
  });

describe("egress", () => {
  it("is satisfied, and lists every destination", () => {
    const { outcome, evidence } = run();
    expect(outcome).toBe("satisfied");
    expect(evidence[1]).toMatch(
      /^2 computes of mlwprod; its managed network reaches by private endpoint: storage stprod, vault kvprod, container registry crprod; by 2 rules: Allow-prod → mlrprod \(amlregistry\), Allow-dev → mlrdev \(amlregistry\); by Azure's required tags: /,
    );
  });

  it.each(["Disabled", "AllowInternetOutbound", undefined])("is violated by the isolation mode %s", (isolationMode) => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azapi_resource.workspace.body.properties.managedNetwork = { isolationMode };
    });
    expect(violations).toEqual([
      `computes of mlwdev reach the whole internet: the managed network's isolation mode is ${isolationMode ?? "Disabled"}`,
    ]);
  });

  it("is violated by a private endpoint rule without a sub-resource (S0-OUT-08)", () => {
    expect(
      rule({ type: "PrivateEndpoint", destination: { serviceResourceId: "${azapi_resource.registry.id}" } }).violations,
    ).toEqual(["rule Allow-dev of mlwdev names no sub-resource, which Azure rejects with 400"]);
  });

  it("is undecided by a sub-resource that isn't known", () => {
    const destination = {
      serviceResourceId: "${azapi_resource.registry.id}",
      subresourceTarget: "${var.deployer}",
    };
    expect(rule({ type: "PrivateEndpoint", destination })).toMatchObject({
      outcome: "undecided",
      violations: [expect.stringContaining("${var.deployer}")],
    });
  });

  it("is violated by a sub-resource that the target doesn't have", () => {
    const destination = { serviceResourceId: "${azapi_resource.registry.id}", subresourceTarget: "blob" };
    expect(rule({ type: "PrivateEndpoint", destination }).violations).toEqual([
      "rule Allow-dev of mlwdev names blob, and registries have amlregistry",
    ]);
  });

  it.each(["Internet", "Storage", "AzureCloud.canadacentral"])("is violated by the service tag %s", (serviceTag) => {
    expect(
      rule({ type: "ServiceTag", destination: { serviceTag, protocol: "TCP", portRanges: "443" } }).violations,
    ).toEqual([`rule Allow-dev of mlwdev lets ${serviceTag} through, which includes resources of other tenants`]);
  });

  it.each([
    [{ type: "FQDN" }, "names no host"],
    [{ type: "FQDN", destination: "*.com" }, "lets *.com through, which includes hosts of other tenants"],
    [
      { type: "FQDN", destination: "*.blob.core.windows.net" },
      "lets *.blob.core.windows.net through, which includes hosts of other tenants",
    ],
    [{ type: "ServiceTag", destination: {} }, "names no service tag"],
    [{ type: "PrivateEndpoint", destination: {} }, "names no target"],
    [{ type: "Tunnel" }, "has an unknown type"],
  ])("is violated by %j", (properties, text) => {
    expect(rule(properties).violations).toEqual([`rule Allow-dev of mlwdev ${text}`]);
  });

  it("takes a host, and says that it costs a firewall", () => {
    const { outcome, information } = rule({ type: "FQDN", destination: "pypi.org" });
    expect(outcome).toBe("satisfied");
    expect(information).toEqual([
      "mlwdev has 1 rule for hosts, so its managed network has an Azure Firewall, billed by the hour",
    ]);
  });

  it("is violated by rules inside the workspace and in separate resources", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azapi_resource.workspace.body.properties.managedNetwork.outboundRules = {
        pypi: { type: "FQDN", category: "UserDefined", destination: "pypi.org" },
      };
    });
    expect(violations).toEqual([
      "outbound rules of mlwdev have two owners: pypi is inside the workspace, Allow-dev is a separate resource, and each apply of one removes the other",
    ]);
  });

  it("is violated by two rules to one destination", () => {
    const { violations } = run(({ dev }) => {
      const { azapi_resource: resources } = dev["resource"] as { azapi_resource: Record<string, Stack> };
      resources["again"] = {
        ...resources["rule"],
        name: "Again",
        depends_on: ["time_sleep.approver", "azapi_resource.rule"],
      };
    });
    expect(violations).toEqual([
      "rule Again of mlwdev names the same destination as Allow-dev: Azure keeps only one of them",
    ]);
  });

  it("is violated by a compute outside the managed network", () => {
    const { violations } = run(({ dev }) => {
      dev["resource"].azapi_resource.cluster.body.properties.properties.subnet = { id: "${azurerm_subnet.jumpbox.id}" };
    });
    expect(violations).toEqual([
      "cluster-dev of mlwdev is in azurerm_subnet.jumpbox, where the managed network's rules don't apply",
    ]);
  });

  it("reads rules of azurerm alike", () => {
    const { evidence } = run(({ dev }) => {
      dev["resource"].azurerm_machine_learning_workspace_network_outbound_rule_fqdn = {
        pypi: {
          name: "pypi",
          workspace_id: "${azapi_resource.workspace.id}",
          destination_fqdn: "pypi.org",
          depends_on: ["azapi_resource.rule"],
        },
      };
    });
    expect(evidence[0]).toContain("pypi → pypi.org");
  });
});
