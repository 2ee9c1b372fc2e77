import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { platformOf } from "../fixture.js";
import { platform } from "./support.js";

describe("deployment", () => {
  it("is five stacks of one app: bases and DNS before the environments that need them (S0-DEP-01)", () => {
    expect(
      platform()
        .stacksInOrder()
        .map(({ name }) => name),
    ).toEqual(["aml-dev-base", "aml-dns-shared", "aml-dev", "aml-prod-base", "aml-prod"]);
    const needs = (name: string) =>
      platform()
        .stack(name)
        .dependencies()
        .map((stack) => stack.name);
    for (const stack of ["aml-dev-base", "aml-prod-base", "aml-dns-shared"]) expect(needs(stack)).toEqual([]);
    expect(needs("aml-dev")).not.toContain("aml-prod-base");
    expect(needs("aml-prod")).not.toContain("aml-dev");
    expect(platform()).toHaveNoErrors();
  });

  it("ships an example of its configuration, and asks Terraform for what is secret or personal (S0-DEP-02)", () => {
    expect(existsSync(join(import.meta.dirname, "../../platform.config.json"))).toBe(true);
    const variables = new Set(platform().stacks.flatMap((stack) => stack.variables.map(({ name }) => name)));
    expect(variables).toEqual(
      new Set([
        "subscription_id",
        "tenant_id",
        "deployment_principal_object_id",
        "jumpbox_admin_username",
        "jumpbox_admin_password",
      ]),
    );
  });

  it("keeps its state in a storage account where asked, by Entra sign-in (S0-DR-01)", () => {
    const app = platformOf({
      backend: {
        type: "azurerm",
        resourceGroupName: "rg-state",
        storageAccountName: "ststate",
        containerName: "tfstate",
      },
    });
    expect(app).toHaveNoErrors();
    for (const stack of app.stacks) {
      expect(stack.backend).toMatchObject({
        type: "azurerm",
        config: { storage_account_name: "ststate", use_azuread_auth: true, key: `${stack.name}.tfstate` },
      });
    }
  });

  it("keeps local state by a relative path, beside the output", () => {
    for (const stack of platform().stacks) {
      expect(stack.backend).toMatchObject({
        type: "local",
        config: { path: `../../../terraform.${stack.name}.tfstate` },
      });
    }
  });
});
