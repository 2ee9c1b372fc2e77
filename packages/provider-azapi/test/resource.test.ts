import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Fn, LocalBackend, TerraformStack, TerraformVariable, Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource, type ResourceConfig } from "@org/provider-azapi/lib/resource/index.js";
import { synth } from "./synth.js";

const REGISTRY = "Microsoft.ContainerRegistry/registries@2023-07-01";

/** The attributes of a registry beside an identity that it can refer to. */
function registry(config: (identity: Resource, stack: TerraformStack) => Partial<ResourceConfig>) {
  const { resource } = synth((stack) => {
    const identity = new Resource(stack, "identity", {
      type: "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31",
    });
    new Resource(stack, "registry", { type: REGISTRY, ...config(identity, stack) });
  });
  return resource["azapi_resource"]?.["registry"] ?? {};
}

describe("Resource", () => {
  describe("body", () => {
    it("is an object, not a JSON string, with references at any depth", () => {
      const { body } = registry((identity) => ({
        body: {
          properties: {
            encryption: { keyVaultProperties: { identity: identity.output.lookup("clientId") } },
            networkRuleSet: { ipRules: [{ value: identity.id }] },
            description: `pulled by ${identity.name}`,
          },
        },
      }));
      expect(body).toEqual({
        properties: {
          encryption: { keyVaultProperties: { identity: '${azapi_resource.identity.output["clientId"]}' } },
          networkRuleSet: { ipRules: [{ value: "${azapi_resource.identity.id}" }] },
          description: "pulled by ${azapi_resource.identity.name}",
        },
      });
    });

    it("keeps numbers, lists and maps that Terraform computes", () => {
      const { body } = registry((_, stack) => {
        const days = new TerraformVariable(stack, "days", { type: "number" });
        const zones = new TerraformVariable(stack, "zones", { type: "list(string)" });
        return {
          body: {
            properties: {
              policies: { retentionPolicy: { days: days.numberValue } },
              zones: zones.listValue,
              tags: Token.asStringMap(Fn.merge([{ a: "b" }])),
            },
          },
        };
      });
      expect(body).toEqual({
        properties: {
          policies: { retentionPolicy: { days: "${var.days}" } },
          zones: "${var.zones}",
          tags: '${merge({"a" = "b"})}',
        },
      });
    });

    it("leaves property names as Azure spells them", () => {
      const { body } = registry(() => ({ body: { properties: { adminUserEnabled: false, snake_case: 1, "a.b": 2 } } }));
      expect(body).toEqual({ properties: { adminUserEnabled: false, snake_case: 1, "a.b": 2 } });
    });

    it("leaves out what is undefined", () => {
      const { body } = registry(() => ({ body: { sku: undefined, properties: { a: undefined, b: [undefined, 1] } } }));
      expect(body).toEqual({ properties: { b: [1] } });
    });

    it("takes a list where an API takes one", () => {
      const { body } = registry((identity) => ({ body: [{ id: identity.id }] }));
      expect(body).toEqual([{ id: "${azapi_resource.identity.id}" }]);
    });

    it("can be an expression", () => {
      const { body } = registry((identity) => ({ body: Fn.merge([identity.output, { a: "b" }]) }));
      expect(body).toBe('${merge(azapi_resource.identity.output, {"a" = "b"})}');
    });

    it("is written as it was given: any JSON, empty values included", () => {
      const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,12}$/);
      const value = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.stringMatching(/^[^$#]*$/));
      const json = fc.object({ key: name, values: [value], maxDepth: 4 });
      fc.assert(
        fc.property(json, (given) => {
          expect(registry(() => ({ body: given }))["body"]).toEqual(given);
        }),
      );
    });

    it("refers to another stack through its remote state", () => {
      const outdir = mkdtempSync(join(tmpdir(), "provider-azapi-"));
      try {
        const app = new App({ outdir });
        const [shared, own] = ["shared", "own"].map((name) => {
          const stack = new TerraformStack(app, name);
          new LocalBackend(stack, { path: `${name}.tfstate` });
          new AzapiProvider(stack, "azapi", {});
          return stack;
        }) as [TerraformStack, TerraformStack];
        const identity = new Resource(shared, "identity", { type: "Microsoft.ManagedIdentity/userAssignedIdentities" });
        new Resource(own, "registry", { type: REGISTRY, body: { properties: { encryption: { id: identity.id } } } });
        app.synth();
        const synthesized = JSON.parse(readFileSync(join(outdir, "stacks/own/cdk.tf.json"), "utf8"));
        expect(synthesized.resource.azapi_resource.registry.body.properties.encryption.id).toMatch(
          /^\$\{data\.terraform_remote_state\..+identity.*id\}$/,
        );
      } finally {
        rmSync(outdir, { recursive: true });
      }
    });
  });

  it("takes a sensitive body like a body", () => {
    const { sensitive_body } = registry((identity) => ({
      sensitiveBody: { properties: { administrator: { secret: identity.id } } },
    }));
    expect(sensitive_body).toEqual({ properties: { administrator: { secret: "${azapi_resource.identity.id}" } } });
  });

  it("exports a list of response paths", () => {
    const { response_export_values } = registry(() => ({ responseExportValues: ["properties.loginServer"] }));
    expect(response_export_values).toEqual(["properties.loginServer"]);
  });

  it("exports nothing with an empty list", () => {
    expect(registry(() => ({ responseExportValues: [] }))["response_export_values"]).toEqual([]);
  });

  it("exports JMESPath expressions by name", () => {
    const { response_export_values } = registry(() => ({
      responseExportValues: { loginServer: "properties.loginServer" },
    }));
    expect(response_export_values).toEqual({ loginServer: "properties.loginServer" });
  });

  it("is replaced when any value that it watches changes", () => {
    const { replace_triggers_external_values } = registry((identity) => ({
      replaceTriggersExternalValues: [identity.id, { settings: { principal: identity.output.lookup("principalId") } }],
    }));
    expect(replace_triggers_external_values).toEqual([
      "${azapi_resource.identity.id}",
      { settings: { principal: '${azapi_resource.identity.output["principalId"]}' } },
    ]);
  });

  it("retries the errors that it is told", () => {
    const { retry } = registry(() => ({
      retry: { errorMessageRegex: ["AuthorizationFailed"], intervalSeconds: 10, maxIntervalSeconds: 60 },
    }));
    expect(retry).toEqual({
      error_message_regex: ["AuthorizationFailed"],
      interval_seconds: 10,
      max_interval_seconds: 60,
    });
  });

  it("waits as long as its timeouts say", () => {
    const { timeouts } = registry(() => ({
      timeouts: { create: "90m", read: "5m", update: "60m", delete: "30m" },
    }));
    expect(timeouts).toEqual({ create: "90m", read: "5m", update: "60m", delete: "30m" });
  });

  it("has identities as a block", () => {
    const { identity } = registry((own) => ({ identity: [{ type: "UserAssigned", identityIds: [own.id] }] }));
    expect(identity).toEqual([{ type: "UserAssigned", identity_ids: ["${azapi_resource.identity.id}"] }]);
  });

  it("takes undefined for an optional prop as left out", () => {
    expect(registry(() => ({ tags: undefined, retry: undefined, body: undefined }))).toEqual({
      type: REGISTRY,
    });
  });

  it("can be changed until it is synthesized", () => {
    const { resource } = synth((stack) => {
      const changed = new Resource(stack, "registry", { type: REGISTRY, tags: { a: "b" }, body: { a: 1 } });
      changed.body = { ...changed.bodyInput, b: 2 };
      changed.putRetry({ errorMessageRegex: ["Conflict"] });
      changed.resetTags();
    });
    expect(resource["azapi_resource"]?.["registry"]).toMatchObject({
      body: { a: 1, b: 2 },
      retry: { error_message_regex: ["Conflict"] },
    });
    expect(resource["azapi_resource"]?.["registry"]).not.toHaveProperty("tags");
  });
});
