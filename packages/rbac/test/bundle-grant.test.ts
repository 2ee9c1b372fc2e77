import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { resourceGroupAfter } from "@org/aml-core";
import { ROLES } from "@org/azure-catalog";
import { beforeEach, describe, expect, it } from "vitest";
import { BundleGrant, Principal, workspaceIdentityEndpointBundle, type BundleGrantProps } from "../src/index.js";
import { devStack, resources, type EnvironmentStack } from "./platform.js";

let stack: EnvironmentStack;
let props: BundleGrantProps<"blobEndpoint" | "fileEndpoint">;

beforeEach(() => {
  stack = devStack();
  props = {
    bundle: workspaceIdentityEndpointBundle(),
    principal: Principal.workspaceIdentity(stack.identity("workspace"), "dev"),
    scopes: stack.scopes,
    environmentName: "dev",
  };
});

describe("BundleGrant", () => {
  it("makes one assignment a row, by the row's key", () => {
    const { assignments } = new BundleGrant(stack, "Endpoints", props);
    expect(assignments.map(({ node }) => node.path)).toEqual([
      "aml-dev/Endpoints/BlobEndpointReader",
      "aml-dev/Endpoints/FileEndpointReader",
    ]);
  });

  it("hands its rows' reasons to Azure", () => {
    new BundleGrant(stack, "Endpoints", props);
    expect(Object.values(resources(stack, "azurerm_role_assignment")).map(({ description }) => description)).toEqual(
      props.bundle.map(({ reason }) => reason),
    );
  });

  it("tells the scopes' type and environment", () => {
    const { assignments } = new BundleGrant(stack, "Endpoints", props);
    expect(assignments[0]?.scope).toMatchObject({
      resourceType: "Microsoft.Network/privateEndpoints",
      environmentName: "dev",
      name: "aml-dev/blobEndpoint",
    });
  });

  it("takes a resource group of the app as it stands", () => {
    const group = new ResourceGroup(stack, "Group", { name: "rg", location: "canadacentral" });
    const { assignments } = new BundleGrant(stack, "Roles", {
      principal: props.principal,
      bundle: [{ key: "Reader", role: ROLES.reader, on: "resourceGroup", reason: "finds its resources" }],
      scopes: { resourceGroup: group },
    });
    expect(assignments[0]?.scope).toMatchObject({ name: "aml-dev/Group", environmentName: undefined });
  });

  it("comes after what its resource group waits for: the right to assign roles there (S0-RBC-05)", () => {
    const group = (id: string) => new ResourceGroup(stack, id, { name: id, location: "canadacentral" });
    const [right, before] = [group("Right"), group("Before")];
    new BundleGrant(stack, "Roles", {
      principal: props.principal,
      bundle: [{ key: "Reader", role: ROLES.reader, on: "resourceGroup", reason: "finds its resources" }],
      scopes: { resourceGroup: resourceGroupAfter(group("Group"), [right]) },
      dependsOn: [before],
    });
    const [assignment] = Object.values(resources(stack, "azurerm_role_assignment"));
    expect(assignment).toMatchObject({ depends_on: ["azurerm_resource_group.Right", "azurerm_resource_group.Before"] });
  });

  it("is what to wait for", () => {
    const grant = new BundleGrant(stack, "Endpoints", props);
    expect(grant.dependencies).toEqual(grant.assignments.map(({ resource: assignment }) => assignment));
  });

  it("passes on what is set for every assignment", () => {
    new BundleGrant(stack, "Endpoints", { ...props, skipServicePrincipalAadCheck: true, ignorePrincipalChanges: true });
    for (const one of Object.values(resources(stack, "azurerm_role_assignment"))) {
      expect(one).toMatchObject({
        skip_service_principal_aad_check: true,
        lifecycle: { ignore_changes: ["description", "name", "principal_id"] },
      });
    }
  });

  it("refuses a bundle with a scope key that has no resource", () => {
    const scopes = { blobEndpoint: stack.target("blobEndpoint") } as never;
    expect(() => new BundleGrant(stack, "Endpoints", { ...props, scopes })).toThrow(
      /aml-dev\/Endpoints\.scopes\.fileEndpoint: got nothing; .*pass the fileEndpoint/,
    );
  });
});
