import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { constrainProviders, resourceGroupFromAttributes, type IResourceGroup } from "@org/aml-core";
import type { App } from "cdktf";
import { DefaultTokenResolver, StringConcat, TerraformStack, TerraformVariable, Testing, Tokenization } from "cdktf";
import { Construct } from "constructs";
import type { BundleGrant } from "../src/index.js";
import { ManagedIdentity, SCOPE_TYPES, type RoleTarget, type ScopeKey } from "../src/index.js";

/** Literal ids of people and pipelines, unlike any real one. */
export const OBJECT_IDS = {
  pipeline: "00000000-0000-4000-8000-000000000001",
  scientist: "00000000-0000-4000-8000-000000000002",
  team: "00000000-0000-4000-8000-000000000003",
} as const;

/** A stack of one environment, without resources of its own: every target of a role is an import. */
export class EnvironmentStack extends TerraformStack {
  public readonly subscription: TerraformVariable;

  constructor(
    scope: Construct,
    public readonly environmentName: string,
    azurermMajor: 4 | 5 = 4,
  ) {
    super(scope, `aml-${environmentName}`);
    constrainProviders(this, ["azurerm", "time"], { azurermMajor });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new TimeProvider(this, "time");
    this.subscription = new TerraformVariable(this, "subscription_id", { type: "string" });
  }

  /** A resource group of the environment. */
  public group(component: string): IResourceGroup {
    return resourceGroupFromAttributes({
      name: `rg-aml-${component}-${this.environmentName}-cc-01`,
      location: "canadacentral",
      subscriptionId: this.subscription.stringValue,
    });
  }

  /** A resource of the environment. */
  public target(key: Exclude<ScopeKey, "resourceGroup">, name: string = key): RoleTarget {
    const found = this.node.tryFindChild(name);
    return {
      construct: found ?? new Construct(this, name),
      resourceId: `${this.group("ws").id}/providers/${SCOPE_TYPES[key]}/${name}`,
    };
  }

  /** An identity of the environment. */
  public identity(purpose: "workspace" | "compute"): ManagedIdentity {
    const id = `${purpose}-identity`;
    return (
      (this.node.tryFindChild(id) as ManagedIdentity | undefined) ??
      new ManagedIdentity(this, id, {
        resourceGroup: this.group("vnet"),
        name: `${this.environmentName}-mi-${purpose}`,
      })
    );
  }

  /** Everything that a bundle of this environment can speak of. */
  public get scopes() {
    return {
      resourceGroup: this.group("ws"),
      workspace: this.target("workspace"),
      registry: this.target("registry"),
      storageAccount: this.target("storageAccount"),
      keyVault: this.target("keyVault"),
      containerRegistry: this.target("containerRegistry"),
      blobEndpoint: this.target("blobEndpoint"),
      fileEndpoint: this.target("fileEndpoint"),
      computeIdentity: this.target("computeIdentity"),
    };
  }
}

/** A stack of `dev` in an app of its own. */
export function devStack(azurermMajor?: 4 | 5): EnvironmentStack {
  return new EnvironmentStack(testApp(), "dev", azurermMajor);
}

/** An app that writes nothing of the machine it runs on. */
export function testApp(): App {
  return Testing.app();
}

/** The Terraform resources of one type, by address. */
export function resources(stack: TerraformStack, type: string): Record<string, Record<string, unknown>> {
  return JSON.parse(Testing.synth(stack)).resource?.[type] ?? {};
}

/** The one Terraform resource of a type. */
export function theResource(stack: TerraformStack, type: string): Record<string, unknown> {
  const all = Object.values(resources(stack, type));
  if (all.length !== 1 || !all[0]) throw new Error(`${all.length} resources of type ${type}`);
  return all[0];
}

/** Role and scope of each assignment: what the documents list. */
export function grants(grant: BundleGrant<never> | BundleGrant<ScopeKey>): string[] {
  return grant.assignments.map(({ role, scope }) => `${role.name} on ${scope.resourceType.split("/")[1]}`);
}

/** A value as it is in the synthesized Terraform. */
export function resolve(stack: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) });
}
