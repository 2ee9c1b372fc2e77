import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { constrainProviders } from "@org/aml-core";
import type { CentralPrivateDns } from "@org/aml-dns";
import { type EnvironmentNames, PlatformNaming } from "@org/aml-naming";
import { Principal } from "@org/aml-rbac";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { type App, LocalBackend, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  EnvironmentBase,
  type EnvironmentBaseProps,
  PrivateMlEnvironment,
  type PrivateMlEnvironmentProps,
  SharedDns,
} from "../src/index.js";

/** GUIDs of nobody. */
export const DEPLOYER = Principal.deployment({ objectId: "00000000-0000-4000-8000-000000000001" });
export const SCIENTISTS = Principal.group({ objectId: "00000000-0000-4000-8000-000000000002", name: "scientists" });

class Stack extends TerraformStack {
  public readonly tenantId: string;

  constructor(app: App, id: string) {
    super(app, id);
    constrainProviders(this, ["azurerm", "azapi", "time"]);
    new LocalBackend(this, { path: `${id}.tfstate` });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzapiProvider(this, "azapi");
    new TimeProvider(this, "time");
    this.tenantId = new TerraformVariable(this, "tenant_id", { type: "string" }).stringValue;
  }

  public group(id: string, name: string): ResourceGroup {
    return new ResourceGroup(this, id, { name, location: "canadacentral" });
  }
}

function groupsIn(stack: Stack, names: EnvironmentNames) {
  return {
    vnet: stack.group("VnetGroup", names.vnetResourceGroup),
    workspace: stack.group("WorkspaceGroup", names.workspaceResourceGroup),
    registry: stack.group("RegistryGroup", names.registryResourceGroup),
  };
}

/** Shared zones and as many environments as asked for, each in a stack of its own. */
export class Platform {
  public readonly app = Testing.app();
  readonly #naming = new PlatformNaming();
  readonly #zones: CentralPrivateDns;

  constructor(deploymentPrincipal?: Principal) {
    const stack = new Stack(this.app, "aml-dns-shared");
    this.#zones = new SharedDns(stack, "Dns", {
      resourceGroup: stack.group("Group", this.#naming.shared.dnsResourceGroup),
      deploymentPrincipal,
      tags: { project: "test" },
    }).zones;
  }

  public environment(
    name: string,
    network: number,
    props: Partial<PrivateMlEnvironmentProps> = {},
  ): PrivateMlEnvironment {
    const stack = new Stack(this.app, `aml-${name}`);
    const names = this.#naming.environment(name);
    return new PrivateMlEnvironment(stack, "Environment", {
      names,
      zones: this.#zones,
      tenantId: stack.tenantId,
      // A base has its own groups.
      resourceGroups: "resourceGroups" in props ? undefined : groupsIn(stack, names),
      addressSpace: `10.${network}.0.0/16`,
      ...props,
    });
  }

  /** The base of an environment, in a stack of its own. */
  public base(name: string, props: Partial<EnvironmentBaseProps> = {}): EnvironmentBase {
    const stack = new Stack(this.app, `aml-${name}-base`);
    const names = this.#naming.environment(name);
    return new EnvironmentBase(stack, "Environment", {
      names,
      tenantId: stack.tenantId,
      resourceGroups: groupsIn(stack, names),
      ...props,
    });
  }

  public synth(): SynthModel {
    return synthesized(this.app);
  }
}
