import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { CentralPrivateDns } from "@org/aml-dns";
import { Principal, RoleMatrix } from "@org/aml-rbac";
import { TerraformStack, Testing } from "cdktf";
import { synthesized } from "@org/aml-testing";
import { beforeEach, describe, expect, it } from "vitest";
import { SharedDns } from "../src/index.js";
import { DEPLOYER } from "./fixture.js";

const resourceGroup = { name: "rg-aml-dns-shared-cc-01", id: "${var.group}", location: "canadacentral" };
let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "aml-dns-shared");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
});

describe("SharedDns", () => {
  it("is nine zones in one group (S0-DNS-01)", () => {
    const { zones } = new SharedDns(stack, "Dns", { resourceGroup });
    expect(zones).toBeInstanceOf(CentralPrivateDns);
    const made = synthesized(stack).resources({ type: "azurerm_private_dns_zone" });
    expect(made.map((zone) => zone.get("resource_group_name"))).toEqual(
      Array.from({ length: 9 }, () => resourceGroup.name),
    );
  });

  it("takes what the zones take", () => {
    new SharedDns(stack, "Dns", { resourceGroup, instances: false, preventDestroy: false });
    const zones = synthesized(stack).resources({ type: "azurerm_private_dns_zone" });
    expect(zones).toHaveLength(8);
    for (const zone of zones) expect(zone.get("lifecycle.prevent_destroy")).not.toBe(true);
  });

  it("tags the zones, also where it is given no tags (S0-TAG-01)", () => {
    new SharedDns(stack, "Dns", { resourceGroup });
    expect(synthesized(stack)).toHaveResource("azurerm_private_dns_zone", {
      tags: { environment: "shared", purpose: "dns", component: "private-aml-platform" },
    });
  });

  it("gives the deployment principal its roles before the zones, in no environment (S0-RBC-01, S0-RBC-05)", () => {
    new SharedDns(stack, "Dns", { resourceGroup, deploymentPrincipal: DEPLOYER });
    const model = synthesized(stack);
    const roles = model.resources({ type: "azurerm_role_assignment" });
    expect(roles).toHaveLength(3);
    for (const zone of model.resources({ type: "azurerm_private_dns_zone" })) {
      for (const role of roles) expect(zone).toDependOn(role);
    }
    expect(RoleMatrix.of(stack).rows.map(({ scopeEnvironment }) => scopeEnvironment)).toEqual([null, null, null]);
  });

  it("gives no roles where they are given elsewhere", () => {
    new SharedDns(stack, "Dns", { resourceGroup });
    expect(synthesized(stack)).toHaveResourceCount("azurerm_role_assignment", 0);
  });

  it("takes a deployment principal that is a token", () => {
    const deploymentPrincipal = Principal.deployment({ objectId: "${var.deployer}" });
    new SharedDns(stack, "Dns", { resourceGroup, deploymentPrincipal });
    expect(synthesized(stack)).toHaveResource("azurerm_role_assignment", { principal_id: "${var.deployer}" });
  });
});
