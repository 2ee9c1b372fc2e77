import { synthesized } from "@org/aml-testing";
import { describe, expect, it } from "vitest";
import { at, OUTBOUND_RULES, SmallPlatform, WORKSPACES } from "./fixture.js";

describe("outbound rules of a workspace", () => {
  it("let its managed network reach any private resource (S0-OUT-10)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const target = {
      construct: platform.vnet,
      resourceId: "${var.lake_id}",
      resourceType: "Microsoft.Storage/storageAccounts",
    };
    workspace.outboundRules.addPrivateEndpointRule({ name: "AllowLake", target, subresourceTarget: "dfs" });
    workspace.outboundRules.addPrivateEndpointRule({ name: "AllowLakeBlob", target, subresourceTarget: "blob" });
    expect(synthesized(platform)).toHaveAzapiResource(OUTBOUND_RULES, {
      name: "AllowLake",
      parent_id: expect.stringMatching(/^\$\{azapi_resource\.Workspace_\w+\.id\}$/),
      properties: {
        type: "PrivateEndpoint",
        category: "UserDefined",
        destination: { serviceResourceId: "${var.lake_id}", subresourceTarget: "dfs" },
      },
    });
  });

  it("let batch endpoints reach queue and table of the default storage account (S4-DEP-02)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    for (const subresourceTarget of ["queue", "table"] as const) {
      workspace.outboundRules.addPrivateEndpointRule({
        name: `storage-${subresourceTarget}`,
        target: workspace.storage.target,
        subresourceTarget,
      });
    }
    const model = synthesized(platform);
    expect(model).toHaveResourceCount(OUTBOUND_RULES, 2);
    expect(at(model, "aml-dev/Workspace/OutboundRules/storage-table")).toDependOn(
      at(model, "aml-dev/Workspace/OutboundRules/storage-queue"),
    );
  });

  it("fail on a storage account asked for a registry's sub-resource", () => {
    const workspace = new SmallPlatform().workspace();
    expect(() =>
      workspace.outboundRules.addPrivateEndpointRule({
        name: "wrong",
        target: workspace.storage.target,
        subresourceTarget: "amlregistry",
      }),
    ).toThrow("amlregistry");
  });

  it("reach public hosts by preset, with a warning of the firewall's cost (S0-WSP-20)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace({ firewallSku: "Basic" });
    workspace.addFqdnPreset("python");
    const model = synthesized(platform);
    expect(model).toHaveAzapiResource(WORKSPACES, { properties: { managedNetwork: { firewallSku: "Basic" } } });
    expect(model).toHaveAzapiResource(OUTBOUND_RULES, {
      name: "python-1",
      properties: { type: "FQDN", destination: "pypi.org" },
    });
    expect(model).toHaveResourceCount(OUTBOUND_RULES, 5);
    expect(workspace.node.metadata).toContainEqual(
      expect.objectContaining({ type: "@cdktf/warn", data: expect.stringContaining("billed by the hour") }),
    );
  });

  it("reach a host or a domain of your own, with the same warning", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    workspace.addFqdnRule("*.mirror.example.com");
    expect(synthesized(platform)).toHaveAzapiResource(OUTBOUND_RULES, {
      name: "fqdn-all-mirror-example-com",
      properties: { type: "FQDN", destination: "*.mirror.example.com" },
    });
    expect(workspace.node.metadata).toContainEqual(
      expect.objectContaining({ type: "@cdktf/warn", data: expect.stringContaining("billed by the hour") }),
    );
  });

  it("there are none by default (S0-WSP-20)", () => {
    const platform = new SmallPlatform();
    platform.workspace();
    expect(synthesized(platform)).toHaveResourceCount(OUTBOUND_RULES, 0);
  });
});
