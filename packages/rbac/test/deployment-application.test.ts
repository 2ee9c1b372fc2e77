import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider/index.js";
import { beforeEach, describe, expect, it } from "vitest";
import { DeploymentApplication } from "../src/deployment-application.js";
import { BundleGrant, deploymentPrincipalBundle } from "../src/index.js";
import { devStack, OBJECT_IDS, resources, theResource, type EnvironmentStack } from "./platform.js";

let stack: EnvironmentStack;

beforeEach(() => {
  stack = devStack();
  new AzureadProvider(stack, "azuread");
});

const types = () => Object.keys(JSON.parse(JSON.stringify(stack.toTerraform())).resource);

describe("DeploymentApplication", () => {
  it("makes an application of this tenant and its service principal, without a secret (S0-RBC-04)", () => {
    new DeploymentApplication(stack, "Deployer");
    expect(theResource(stack, "azuread_application")).toEqual({
      display_name: "sp-aml-deployment-platform",
      sign_in_audience: "AzureADMyOrg",
    });
    expect(theResource(stack, "azuread_service_principal")).toEqual({
      client_id: expect.stringMatching(/^\$\{azuread_application\.Deployer_\w+\.client_id\}$/),
    });
    expect(types()).toEqual(["azuread_application", "azuread_service_principal"]);
  });

  it("is the deployment principal of bundles, by the object id of its service principal (S0-RBC-04)", () => {
    const { principal } = new DeploymentApplication(stack, "Deployer", { displayName: "sp-contoso" });
    new BundleGrant(stack, "Roles", {
      bundle: deploymentPrincipalBundle(),
      principal,
      scopes: { resourceGroup: stack.group("ws") },
    });
    for (const one of Object.values(resources(stack, "azurerm_role_assignment"))) {
      expect(one).toMatchObject({
        principal_id: expect.stringMatching(
          /^\$\{azuread_service_principal\.Deployer_ServicePrincipal_\w+\.object_id\}$/,
        ),
        principal_type: "ServicePrincipal",
      });
    }
    expect(principal.name).toBe("sp-contoso");
  });

  it("keeps its Terraform addresses", () => {
    new DeploymentApplication(stack, "Deployer", {
      federatedCredentials: [{ name: "prod", issuer: "https://contoso.example", subject: "a" }],
    });
    const { resource } = JSON.parse(JSON.stringify(stack.toTerraform()));
    expect(Object.keys(resource).flatMap((type) => Object.keys(resource[type]))).toMatchInlineSnapshot(`
      [
        "Deployer_92EF8763",
        "Deployer_ServicePrincipal_DEBB97FE",
        "Deployer_Credential-prod_40E31B49",
      ]
    `);
  });

  it("has the owners that it is given", () => {
    new DeploymentApplication(stack, "Deployer", { owners: [OBJECT_IDS.scientist] });
    expect(stack).toHaveResource("azuread_application", { owners: [OBJECT_IDS.scientist] });
    expect(stack).toHaveResource("azuread_service_principal", { owners: [OBJECT_IDS.scientist] });
  });

  it("lets a pipeline log in with a token of its own issuer", () => {
    const credential = {
      name: "prod",
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/platform:environment:prod",
    };
    new DeploymentApplication(stack, "Deployer", { federatedCredentials: [credential] });
    expect(theResource(stack, "azuread_application_federated_identity_credential")).toEqual({
      application_id: expect.stringMatching(/^\$\{azuread_application\.Deployer_\w+\.id\}$/),
      display_name: "prod",
      issuer: credential.issuer,
      subject: credential.subject,
      audiences: ["api://AzureADTokenExchange"],
    });
  });

  it("refuses two credentials of one name", () => {
    const credential = { name: "prod", issuer: "https://contoso.example", subject: "a" };
    expect(
      () => new DeploymentApplication(stack, "Deployer", { federatedCredentials: [credential, credential] }),
    ).toThrow(/aml-dev\/Deployer\.federatedCredentials: got "prod"/);
  });

  it("is waited for by its service principal", () => {
    const { dependencies, servicePrincipal } = new DeploymentApplication(stack, "Deployer");
    expect(dependencies).toEqual([servicePrincipal]);
  });
});
