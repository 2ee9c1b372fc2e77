import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const dev = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const platformWith = (fields: object, environment: object = {}) =>
  platformOf({ environments: { dev: { ...dev, ...environment } }, ...fields });
const user = "00000000-0000-4000-8000-00000000000a";

describe("the configuration", () => {
  it("tags every resource group and storage account", () => {
    const platform = platformWith({ tags: { costcenter: "4711" } });
    for (const type of ["azurerm_resource_group", "azurerm_storage_account"]) {
      for (const resource of platform.resources({ type })) {
        expect(resource.get("tags")).toMatchObject({ costcenter: "4711" });
      }
    }
  });

  it("synthesizes for azurerm 5", () => {
    const linkOf = (azurermMajor: 4 | 5) =>
      platformWith({ azurermMajor }).resources({ type: "azurerm_private_dns_zone_virtual_network_link" })[0];
    expect(linkOf(5)?.get("private_dns_zone_id")).toBeDefined();
    expect(linkOf(4)?.get("private_dns_zone_id")).toBeUndefined();
  });

  it("assigns no roles to the deployment principal where somebody else does", () => {
    const rolesOf = (deploymentRoles: boolean) =>
      platformWith({ deploymentRoles })
        .resources({ type: "azurerm_role_assignment" })
        .filter(({ address }) => address.includes("DeploymentRoles"));
    expect(rolesOf(true).length).toBeGreaterThan(0);
    expect(rolesOf(false)).toEqual([]);
  });

  it("assigns roles to people in their environments", () => {
    const rolesOf = (assignUserRoles: boolean) =>
      platformWith({
        assignUserRoles,
        people: [{ type: "group", objectId: user, name: "scientists", environments: ["dev"] }],
      })
        .resources({ type: "azurerm_role_assignment" })
        .filter((one) => one.get("principal_id") === user);
    expect(rolesOf(true).length).toBeGreaterThan(0);
    expect(rolesOf(false)).toEqual([]);
  });

  it("has Entra sign-in and a smaller size for the jumpbox", () => {
    const jumpbox = { subnet: "10.1.3.0/24", size: "Standard_D2s_v5", entraSignIn: true };
    const platform = platformWith({}, { bastion: { subnet: "10.1.2.0/26" }, jumpbox });
    expect(platform.stack("aml-dev")).toHaveResource("azurerm_windows_virtual_machine", { size: "Standard_D2s_v5" });
    expect(platform.stack("aml-dev")).toHaveResource("azurerm_virtual_machine_extension", {
      type: "AADLoginForWindows",
    });
  });
});
