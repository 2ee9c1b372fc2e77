import { InvalidInputError } from "@org/aml-core";
import * as agents from "@org/aml-agents";
import * as core from "@org/aml-core";
import * as data from "@org/aml-data";
import * as dns from "@org/aml-dns";
import * as network from "@org/aml-network";
import * as platform from "@org/aml-platform";
import * as rbac from "@org/aml-rbac";
import * as registry from "@org/aml-registry";
import * as workspace from "@org/aml-workspace";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { PlatformNaming } from "@org/aml-naming";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";

type Constructor = new (scope: Construct, id: string, props?: object) => Construct;

/** Constructs without required props. */
const WITHOUT_PROPS = ["DeploymentApplication", "RoleMatrix", "ResourceTags", "PeerNetwork"];

const constructs = Object.entries({
  ...agents,
  ...core,
  ...data,
  ...dns,
  ...network,
  ...platform,
  ...rbac,
  ...registry,
  ...workspace,
})
  .filter(([name, value]) => isConstruct(value) && !WITHOUT_PROPS.includes(name))
  .map(([name, value]) => [name, value as Constructor] as const);

function isConstruct(value: unknown): boolean {
  return typeof value === "function" && value.prototype instanceof Construct;
}

function thrown(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

/** Static methods that import existing resources. */
const imports = Object.values({
  ...agents,
  ...core,
  ...data,
  ...dns,
  ...network,
  ...platform,
  ...rbac,
  ...registry,
  ...workspace,
})
  .filter(isConstruct)
  .map((value) => value as unknown as Record<string, Import> & { readonly name: string })
  .flatMap((type) =>
    Object.getOwnPropertyNames(type)
      .filter((method) => /^from[A-Z]/.test(method))
      .map((method) => [`${type.name}.${method}`, type, method] as const),
  );

type Import = (scope: Construct, id: string, value?: unknown) => unknown;

/** Methods that TypeScript's types hide. */
const NOT_PUBLIC = new Set([
  "addDiagnosticSettings",
  "addExistingSubnet",
  "addLifecycle",
  "addLock",
  "addManagedResourceEndpoints",
  "grantComputeRoles",
  "grantEndpointReader",
  "grantHuman",
  "grantRole",
]);

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

/** The methods that add, grant or connect, of the objects of an environment. */
function methods() {
  const stack = new TerraformStack(new App({ stackTraces: false }), "stack");
  new AzurermProvider(stack, "azurerm", { features: [{}] });
  const group = (name: string) => ({ id: `/subscriptions/s/resourceGroups/${name}`, name, location: "canadacentral" });
  const zones = new dns.CentralPrivateDns(stack, "Zones", { resourceGroup: group("rg-dns") });
  const environment = new platform.PrivateMlEnvironment(stack, "Environment", {
    names: new PlatformNaming().environment("dev"),
    zones,
    tenantId: "00000000-0000-4000-8000-00000000000a",
    resourceGroups: { vnet: group("rg-vnet"), workspace: group("rg-ws"), registry: group("rg-reg") },
    addressSpace: "10.1.0.0/16",
  });
  const { vnet, monitoring } = environment;
  const { storage, keyVault, containerRegistry, outboundRules } = environment.workspace;
  const others = { vnet, monitoring, zones, storage, keyVault, containerRegistry, outboundRules };
  const objects = { ...others, workspace: environment.workspace, registry: environment.registry };
  return Object.entries(objects).flatMap(([name, object]) =>
    methodsOf(object)
      .filter(
        (method) => /^(add|allow|enable|grant|linkTo|peerWith|useExisting)/.test(method) && !NOT_PUBLIC.has(method),
      )
      .map((method) => [`${name}.${method}`, object as unknown as Methods, method] as const),
  );
}

function methodsOf(object: unknown): string[] {
  const names = new Set<string>();
  for (let type: unknown = Object.getPrototypeOf(object); type !== Construct.prototype;) {
    for (const name of Object.getOwnPropertyNames(type)) names.add(name);
    type = Object.getPrototypeOf(type);
  }
  return [...names];
}

describe("without TypeScript", () => {
  it("there are constructs to try", () => {
    expect(constructs.length).toBeGreaterThan(30);
  });

  it.each(constructs)("%s says which prop is missing", (_, construct) => {
    for (const props of [undefined, {}]) {
      const error = thrown(
        () => new construct(new TerraformStack(new App({ stackTraces: false }), "stack"), "Id", props),
      );
      expect(InvalidInputError.isInvalidInputError(error), String(error)).toBe(true);
      expect(String(error)).toMatch(/stack\/Id\.\w+: got nothing; allowed: /);
    }
  });

  it.each(constructs)("%s says that scope or id is missing", (_, construct) => {
    const stack = new TerraformStack(new App({ stackTraces: false }), "stack");
    const call = construct as unknown as new (...args: readonly unknown[]) => Construct;
    for (const args of [[], [stack], [stack, {}], [stack, ""]]) {
      const error = thrown(() => new call(...args));
      expect(InvalidInputError.isInvalidInputError(error), String(error)).toBe(true);
      expect(String(error)).toMatch(/\.(scope|id): got .*; allowed: /);
    }
  });

  it.each(imports)("%s says what is missing", (_, type, method) => {
    const stack = new TerraformStack(new App({ stackTraces: false }), "stack");
    const call = (...args: readonly unknown[]) => (type[method] as (...args: readonly unknown[]) => unknown)(...args);
    for (const args of [[], [stack], [stack, {}], [stack, "Id"]]) {
      const error = thrown(() => call(...args));
      expect(InvalidInputError.isInvalidInputError(error), String(error)).toBe(true);
    }
  });

  it.each(methods())("%s, called without its arguments, says what to pass", (_, object, method) => {
    for (const args of [[], [{}]]) {
      const error = thrown(() => object[method]?.(...args));
      // Options that are all optional can be left out.
      if (error instanceof Error) expect(InvalidInputError.isInvalidInputError(error), String(error)).toBe(true);
    }
  });
});
