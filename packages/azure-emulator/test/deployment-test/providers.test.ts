import { describe, expect, it } from "vitest";
import { requireSupportedProviders } from "../../src/deployment-test/providers.js";
import { stackOf } from "../support/model.js";

const SUPPORTED =
  "hashicorp/azurerm, azure/azapi, hashicorp/azuread, hashicorp/time, hashicorp/random, hashicorp/null, hashicorp/local, hashicorp/tls, hashicorp/archive";
const check = (terraform: object) => () => requireSupportedProviders([stackOf(terraform)]);
const required = (source: string) => ({ terraform: { required_providers: { cloud: { source } } } });

describe("requireSupportedProviders", () => {
  it.each(["hashicorp/azurerm", "Azure/azapi", "registry.terraform.io/hashicorp/time", "random", "hashicorp/tls"])(
    "accepts %s",
    (source) => {
      expect(check(required(source))).not.toThrow();
    },
  );

  it.each(["hashicorp/aws", "example.test/hashicorp/azurerm"])("refuses %s", (source) => {
    expect(check(required(source))).toThrow(
      `stack dev uses the provider cloud (${source}), which the Azure emulator does not support; supported are ${SUPPORTED}. Test a stack without it`,
    );
  });

  it("refuses a provider that is used without being required", () => {
    expect(check({ resource: { google_project: { one: {} } } })).toThrow(
      "stack dev uses the provider google (google), which",
    );
    expect(check({ data: { aws_region: { one: {} } } })).toThrow("stack dev uses the provider aws (aws), which");
  });

  it("accepts what Terraform brings along", () => {
    expect(check({ resource: { terraform_data: { one: {} } } })).not.toThrow();
  });

  it("accepts provisioners if they are left out", () => {
    const provisioner = [{ "local-exec": { command: "az login" } }];
    const stack = stackOf({ resource: { null_resource: { one: { provisioner } } } });
    expect(() => requireSupportedProviders([stack], true)).not.toThrow();
  });

  it("refuses provisioners", () => {
    const provisioner = [{ "local-exec": { command: "az login" } }];
    expect(check({ resource: { null_resource: { one: { provisioner } } } })).toThrow(
      "dev/null_resource.one has a provisioner: its program could access the real cloud. Leave all of them out with --skip-provisioners, or test a stack without it",
    );
  });
});
