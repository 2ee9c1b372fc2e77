import { beforeAll, describe, expect, it } from "vitest";
import type { SynthModel } from "@org/aml-synth-model";
import { ref, synthesized } from "../src/index.js";
import { failure } from "./support/failure.js";
import { platform, WORKSPACE } from "./support/platform.js";

let made: ReturnType<typeof platform>;
let model: SynthModel;
beforeAll(() => {
  made = platform();
  model = synthesized(made.app);
});

describe("toHaveResource", () => {
  it("finds a resource by its type", () => {
    expect(model).toHaveResource("azurerm_virtual_network");
    expect(model).not.toHaveResource("azurerm_bastion_host");
  });

  it("compares a part of the arguments", () => {
    expect(model).toHaveResource("azurerm_virtual_network", { name: "vnet-net", address_space: ["10.1.0.0/16"] });
    expect(model).not.toHaveResource("azurerm_virtual_network", { name: "another" });
  });

  it("takes Vitest's asymmetric matchers", () => {
    expect(model).toHaveResource("azurerm_virtual_network", {
      name: expect.stringMatching(/^vnet-/),
      address_space: expect.arrayContaining([expect.stringContaining("/16")]),
      resource_group_name: expect.anything(),
    });
  });

  it("takes a reference, also to another stack", () => {
    expect(model).toHaveResource("azurerm_subnet", { virtual_network_name: ref(made.vnet, "name") });
    expect(model).toHaveResource("azurerm_user_assigned_identity", { resource_group_name: ref(made.group, "name") });
    expect(model).not.toHaveResource("azurerm_subnet", { virtual_network_name: ref(made.group, "name") });
  });

  it("takes undefined for an argument that must not be there", () => {
    expect(model).toHaveResource("azurerm_subnet", { nat_gateway_id: undefined });
    expect(model).not.toHaveResource("azurerm_subnet", { name: undefined });
  });

  it("takes a block for a list of one, as Terraform does", () => {
    const delegation = { name: "d", service_delegation: [{ actions: ["x"] }] };
    expect(model).toHaveResource("azurerm_subnet", { delegation });
    expect(model).toHaveResource("azurerm_subnet", { delegation: [delegation] });
  });

  it("finds no data source", () => {
    expect(model).not.toHaveResource("azurerm_client_config");
    expect(model).toHaveDataSource("azurerm_client_config", { timeouts: undefined });
    expect(model).not.toHaveDataSource("azurerm_virtual_network");
  });

  it("shows the nearest candidates and how they differ", () => {
    const message = failure(() => {
      expect(model).toHaveResource("azurerm_virtual_network", {
        name: "vnet-dev",
        address_space: ["10.1.0.0/16"],
        resource_group_name: ref(made.group, "id"),
        bgp_community: "12076:20000",
      });
    });
    expect(message).toBe(
      [
        "expected stacks ml, net to have azurerm_virtual_network with these properties; the nearest:",
        "",
        "net/azurerm_virtual_network.Vnet (construct net/Vnet)",
        "- Expected",
        "+ Received",
        "",
        "  {",
        '    "address_space": [',
        '      "10.1.0.0/16",',
        "    ],",
        '-   "bgp_community": "12076:20000",',
        '-   "name": "vnet-dev",',
        '-   "resource_group_name": "ref(azurerm_resource_group.Group.id)",',
        '+   "name": "vnet-net",',
        '+   "resource_group_name": "${azurerm_resource_group.Group.name}",',
        "  }",
      ].join("\n"),
    );
  });

  it("says which types there are if there is none of this one", () => {
    expect(failure(() => expect(model).toHaveResource("azurerm_bastion_host"))).toBe(
      "expected stacks ml, net to have azurerm_bastion_host; there is none, there is: " +
        `azapi_resource ${WORKSPACE}@2025-12-01 (1), azapi_resource_action ${WORKSPACE}@2025-12-01 (1), ` +
        `azapi_update_resource ${WORKSPACE}@2025-12-01 (1), azurerm_resource_group (1), azurerm_subnet (1), ` +
        "azurerm_user_assigned_identity (1), azurerm_virtual_network (1)",
    );
  });

  it("says which resources should not be there", () => {
    expect(failure(() => expect(model).not.toHaveResource("azurerm_subnet", { name: "snet" }))).toBe(
      "expected stacks ml, net to have no such azurerm_subnet; these are: net/azurerm_subnet.Subnet",
    );
  });

  it("refuses a token, whose text says nothing", () => {
    expect(() => expect(model).toHaveResource("azurerm_subnet", { virtual_network_name: made.vnet.name })).toThrow(
      /^\$\{TfToken\[TOKEN\.\d+\]\} is a CDKTF token, which can't be compared; expect ref\(resource, "attribute"\) instead$/,
    );
  });
});

describe("toHaveDataSource", () => {
  it("says which data sources there are if there is none of this type", () => {
    expect(failure(() => expect(model).toHaveDataSource("azurerm_subscription"))).toBe(
      "expected stacks ml, net to have data.azurerm_subscription; there is none, there is: data.azurerm_client_config (1), data.terraform_remote_state (1)",
    );
  });
});

describe("toHaveAzapiResource", () => {
  it("finds a resource by its ARM type, in any casing, with or without the api-version", () => {
    expect(model).toHaveAzapiResource(WORKSPACE);
    expect(model).toHaveAzapiResource(WORKSPACE.toLowerCase());
    expect(model).toHaveAzapiResource(`${WORKSPACE}@2025-12-01`);
    expect(model).not.toHaveAzapiResource(`${WORKSPACE}@2026-05-01`);
    expect(model).not.toHaveAzapiResource("Microsoft.MachineLearningServices/registries");
  });

  it("compares a part of what Azure gets", () => {
    expect(model).toHaveAzapiResource(WORKSPACE, {
      name: "mlw",
      parent_id: ref(made.group),
      location: "canadacentral",
      properties: {
        publicNetworkAccess: "Disabled",
        managedNetwork: { isolationMode: expect.stringContaining("Approved") },
        tenantId: ref(made.me, "tenant_id"),
      },
    });
    expect(model).not.toHaveAzapiResource(WORKSPACE, { properties: { publicNetworkAccess: "Enabled" } });
  });

  it("has the identity in azapi's shape and in ARM's", () => {
    expect(model).toHaveAzapiResource(WORKSPACE, { identity: { type: "UserAssigned", identity_ids: [made.identity] } });
    expect(model).toHaveAzapiResource(WORKSPACE, {
      identity: { userAssignedIdentities: { "${azurerm_user_assigned_identity.Identity.id}": {} } },
    });
  });

  it("has azapi's other arguments beside it", () => {
    expect(model).toHaveAzapiResource(WORKSPACE, { schema_validation_enabled: false });
  });

  it("keeps a list of one apart from an object: to Azure they differ", () => {
    expect(model).toHaveAzapiResource(WORKSPACE, { properties: { regions: [{ location: "canadacentral" }] } });
    expect(model).not.toHaveAzapiResource(WORKSPACE, { properties: { regions: { location: "canadacentral" } } });
    expect(model).not.toHaveAzapiResource(WORKSPACE, { properties: { managedNetwork: [{}] } });
    expect(model).not.toHaveResource("azapi_resource", {
      body: { properties: { regions: { location: "canadacentral" } } },
    });
  });

  it("shows the nearest candidate and how it differs", () => {
    const message = failure(() => {
      expect(model).toHaveAzapiResource(WORKSPACE, { properties: { publicNetworkAccess: "Enabled" } });
    });
    expect(message).toContain(`expected stacks ml, net to have azapi_resource ${WORKSPACE} with these properties`);
    expect(message).toContain('-     "publicNetworkAccess": "Enabled",\n+     "publicNetworkAccess": "Disabled",');
    expect(message).not.toContain("isolationMode");
  });

  it("keeps updates and actions apart", () => {
    expect(model).toHaveAzapiUpdateResource(WORKSPACE, {
      properties: { imageBuildCompute: "cpu" },
      resource_id: made.workspace,
    });
    expect(model).not.toHaveAzapiUpdateResource(WORKSPACE, { properties: { publicNetworkAccess: "Disabled" } });
    expect(model).toHaveAzapiResourceAction(WORKSPACE, { action: "provisionManagedNetwork", includeSpark: true });
    expect(model).not.toHaveAzapiResourceAction(WORKSPACE, { action: "another" });
  });
});

describe("toHaveResourceCount", () => {
  it("counts resources of a Terraform type or an ARM type", () => {
    expect(model).toHaveResourceCount("azurerm_subnet", 1);
    expect(model).toHaveResourceCount("azurerm_client_config", 0);
    expect(model).toHaveResourceCount(WORKSPACE, 1);
    expect(model).not.toHaveResourceCount("azurerm_subnet", 2);
  });

  it("says what it found", () => {
    expect(failure(() => expect(model).toHaveResourceCount("azurerm_subnet", 2))).toBe(
      "expected stacks ml, net to have 2 azurerm_subnet, found 1: net/azurerm_subnet.Subnet",
    );
    expect(failure(() => expect(model).toHaveResourceCount("azurerm_bastion_host", 1))).toContain("found 0: none");
    expect(failure(() => expect(model).not.toHaveResourceCount(WORKSPACE, 1))).toContain(`not to have 1 ${WORKSPACE}`);
  });
});

describe("toHaveOutput", () => {
  it("finds an output by its name and value", () => {
    expect(model).toHaveOutput("vnet_id");
    expect(model).toHaveOutput("vnet_id", made.vnet);
    expect(model).not.toHaveOutput("vnet_id", made.group);
    expect(model).not.toHaveOutput("vnet");
  });

  it("says which outputs there are", () => {
    expect(failure(() => expect(model).toHaveOutput("vnet"))).toMatch(
      /^expected stacks ml, net to have output vnet; there is none, there is: .*output\.vnet_id \(1\)/,
    );
  });
});

describe("toHaveVariable and toHaveProvider", () => {
  it("find a variable by its name and how it's declared", () => {
    expect(model).toHaveVariable("location", { type: "string", default: undefined });
    expect(model).not.toHaveVariable("location", { sensitive: true });
    expect(model).not.toHaveVariable("region");
  });

  it("find a provider by its name and how it's configured", () => {
    expect(made.ml).toHaveProvider("azurerm", { features: [{}] });
    expect(made.net).not.toHaveProvider("azapi");
  });
});

describe("toDependOn", () => {
  it("sees direct dependencies, also across stacks", () => {
    expect(model.resource({ type: "azurerm_subnet" })).toDependOn(model.resource({ type: "azurerm_virtual_network" }));
    expect(made.workspace).toDependOn(made.identity);
    expect(made.workspace).toDependOn(made.group);
    expect(made.action).toDependOn(made.update);
    expect(made.action).toDependOn(made.workspace);
  });

  it("takes an address, with or without the stack", () => {
    expect(made.workspace).toDependOn("azurerm_resource_group.Group");
    expect(made.workspace).toDependOn("net/azurerm_resource_group.Group");
    expect(made.workspace).not.toDependOn("ml/azurerm_resource_group.Group");
    expect(made.workspace).toDependOn(made.me);
    expect(made.workspace).toDependOn("data.azurerm_client_config.me");
  });

  it("doesn't see dependencies through others, but says so", () => {
    expect(made.update).not.toDependOn(made.identity);
    expect(failure(() => expect(made.update).toDependOn(made.identity))).toBe(
      [
        "expected ml/azapi_update_resource.ImageBuild to depend directly on ml/azurerm_user_assigned_identity.Identity",
        "its direct dependencies: ml/azapi_resource.Workspace",
        "it does depend on it through others: ml/azapi_update_resource.ImageBuild -> ml/azapi_resource.Workspace -> ml/azurerm_user_assigned_identity.Identity",
      ].join("\n"),
    );
  });

  it("says what the dependencies are", () => {
    expect(failure(() => expect(made.group).toDependOn(made.vnet))).toBe(
      "expected net/azurerm_resource_group.Group to depend directly on net/azurerm_virtual_network.Vnet\nits direct dependencies: none",
    );
    expect(failure(() => expect(made.vnet).not.toDependOn(made.group))).toBe(
      "expected net/azurerm_virtual_network.Vnet not to depend directly on net/azurerm_resource_group.Group\nits direct dependencies: net/azurerm_resource_group.Group",
    );
  });

  it("takes nothing but resources", () => {
    expect(() => expect(model).toDependOn(made.vnet)).toThrow(
      "this matcher takes a resource of a SynthModel or of CDKTF",
    );
  });
});

describe("toDependOnTransitively", () => {
  it("sees dependencies through others", () => {
    expect(made.action).toDependOnTransitively(made.identity);
    expect(made.action).toDependOnTransitively(made.update);
    expect(made.identity).not.toDependOnTransitively(made.workspace);
  });

  it("shows the way, or all dependencies", () => {
    expect(failure(() => expect(made.action).not.toDependOnTransitively(made.group))).toBe(
      "expected ml/azapi_resource_action.Provision not to depend on net/azurerm_resource_group.Group\n" +
        "it does: ml/azapi_resource_action.Provision -> ml/azapi_resource.Workspace -> net/azurerm_resource_group.Group",
    );
    expect(failure(() => expect(made.subnet).toDependOnTransitively(made.identity))).toBe(
      "expected net/azurerm_subnet.Subnet to depend on ml/azurerm_user_assigned_identity.Identity\n" +
        "all its dependencies: net/azurerm_resource_group.Group, net/azurerm_virtual_network.Vnet",
    );
  });
});

describe("toHaveNoErrors", () => {
  const broken = JSON.stringify({ resource: { x: { a: { v: "${x.b.id}" } } } });

  it("passes for what Terraform can read", () => {
    expect(model).toHaveNoErrors();
    expect(broken).not.toHaveNoErrors();
  });

  it("doesn't mind warnings", () => {
    expect(synthesized(made.ml).diagnostics).toEqual([expect.objectContaining({ severity: "warning" })]);
    expect(synthesized(made.ml)).toHaveNoErrors();
  });

  it("lists the errors", () => {
    expect(failure(() => expect(broken).toHaveNoErrors())).toBe(
      "expected stack given to have no errors\n  x.a: v refers to x.b, which stack given doesn't have; it has x.a",
    );
    expect(failure(() => expect(model).not.toHaveNoErrors())).toBe("expected stacks ml, net to have errors");
  });
});
