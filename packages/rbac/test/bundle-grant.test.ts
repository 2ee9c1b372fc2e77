import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
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

  it("is what to wait for", () => {
    const grant = new BundleGrant(stack, "Endpoints", props);
    expect(grant.dependables).toEqual(grant.assignments.map(({ assignment }) => assignment));
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

  it("refuses a bundle of which a slot is empty", () => {
    const scopes = { blobEndpoint: stack.target("blobEndpoint") } as never;
    expect(() => new BundleGrant(stack, "Endpoints", { ...props, scopes })).toThrow(
      /aml-dev\/Endpoints\.scopes\.fileEndpoint: got nothing; .*give the fileEndpoint/,
    );
  });
});
