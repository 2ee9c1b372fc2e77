import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames } from "@org/aml-naming";
import type { ISqlDatabase, IStorageStore } from "@org/aml-data";
import {
  type EnvironmentBase,
  platformTags,
  PrivateMlEnvironment,
  type PrivateMlHub,
  type WorkspaceUse,
} from "@org/aml-platform";
import { Principal } from "@org/aml-rbac";
import { AmlRegistry, type IRegistry } from "@org/aml-registry";
import type { AmlWorkspace, IDataStore } from "@org/aml-workspace";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { membersOf } from "../config/people.js";
import { isProduction } from "../config/relations.js";
import { environmentTags } from "../config/tags.js";
import { otherSubscriptions } from "../config/subscriptions.js";
import type { Configuration, EnvironmentConfiguration, WorkspaceConfiguration } from "../config/schema.js";
import { customerNetworkOptions, kubernetesOptions } from "./customer-network.js";
import { accessScripts, workspaceDatastores } from "./data.js";
import { mapValues, publicAccess, serviceSideEncryption } from "./environment-base-stack.js";
import { networkAccess } from "./network-access.js";
import { PlatformStack } from "./platform-stack.js";

/** Props of {@link EnvironmentStack}. */
export interface EnvironmentStackProps {
  readonly configuration: Configuration;
  readonly environment: EnvironmentConfiguration;
  readonly names: EnvironmentNames;
  readonly zones: ICentralPrivateDns;
  /** The environment's base, in its own stack. */
  readonly base: EnvironmentBase;
  /** The hub that it is connected with, if it is. */
  readonly hub?: PrivateMlHub | undefined;
  /** Registries of other environments, as `connectTo` names them. */
  readonly registries: ReadonlyMap<string, IRegistry>;
  /** Data stores of the environment by name, and shared ones of earlier environments as `dev/lake`. */
  readonly stores: ReadonlyMap<string, IDataStore>;
}

/** One environment: its network and its workspace with all that uses them. */
export class EnvironmentStack extends PlatformStack {
  public readonly environment: PrivateMlEnvironment;

  constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    const { configuration, environment, names } = props;
    const production = isProduction(names.environmentName, environment);
    const purge = environment.autoPurge ?? !production;
    super(scope, id, {
      configuration,
      environmentTag: names.environmentName,
      subscription: environment.subscription,
      backend: environment.backend,
      location: environment.location,
      otherSubscriptions: otherSubscriptions(configuration, environment),
      providers: ["azurerm", "azapi", "time"],
      purge,
    });
    if (environment.useExistingDnsLinks) this.sayWhoLinksZones();
    const { registryConnection: _, ...waits } = environment.waits;
    this.environment = new PrivateMlEnvironment(this, "Environment", {
      names,
      base: props.base,
      zones: props.zones,
      tenantId: this.tenantId,
      addressSpace: environment.addressSpace,
      allowPublicAddressSpace: environment.allowPublicAddressSpace,
      existingNetwork: environment.existingNetwork && {
        virtualNetworkId: environment.existingNetwork.virtualNetworkId,
        privateEndpointSubnet: { subnetId: environment.existingNetwork.privateEndpointSubnetId },
        addressSpace: environment.existingNetwork.addressSpace,
      },
      dnsServers: environment.dnsServers,
      peerings: environment.peerings,
      privateEndpointSubnet: environment.privateEndpointSubnet,
      endpointSubnetSecurityGroup: environment.endpointSubnetSecurityGroup,
      natGateway: environment.natGateway,
      nextHopIpAddress: environment.nextHopIpAddress,
      useExistingDnsLinks: environment.useExistingDnsLinks,
      ...networkAccess(this, environment),
      hub: props.hub,
      customerNetwork: customerNetworkOptions(this, environment),
      kubernetes: kubernetesOptions(this, environment, environment.location ?? configuration.location, props.zones),
      workspace: {
        production,
        purgeOnDestroy: purge,
        firewallSku: environment.firewallSku,
        ...publicAccess(environment),
        serviceSideEncryption: serviceSideEncryption(environment),
        waits,
      },
      workspaces: mapValues(environment.workspaces, (workspace, name) =>
        this.workspaceUse(new Construct(this, `Workspace-${name}`), workspace, props),
      ),
      ...this.workspaceUse(this, environment, props),
      people: {
        members: membersOf(configuration, names.environmentName).map(({ type, objectId, name, ...member }) => ({
          principal: Principal[type]({ objectId, name, environmentName: names.environmentName }),
          tier: member.tier,
          eligible: member.eligible,
          workspaces: member.workspaces,
        })),
      },
      governance: environment.governance && {
        ...environment.governance,
        contactEmails: environment.governance.contactEmails ?? configuration.governance?.contactEmails,
        expectedCallers: this.deploymentPrincipal ? [this.deploymentPrincipal.principalId] : undefined,
      },
      tags: environmentTags(configuration, names.environmentName),
    });
    this.addExistingEndpoints(props);
    this.grantData(props);
    this.addOutputs(names);
  }

  /** Private endpoints of existing data stores, where asked. */
  private addExistingEndpoints({ configuration, environment, names, zones, stores }: EnvironmentStackProps): void {
    const tags = platformTags(environmentTags(configuration, names.environmentName), names.environmentName, "data");
    for (const { name, createEndpoints, manualApproval } of environment.data) {
      const store = stores.get(name);
      if (!createEndpoints || !store || !("addEndpoints" in store)) continue;
      (store as IStorageStore | ISqlDatabase).addEndpoints({
        vnet: this.environment.vnet,
        zones,
        names,
        manualApproval,
        tags,
        scope: new Construct(this, `Data-${name}`),
      });
    }
  }

  /** Access of people to the data of stores, where asked. */
  private grantData({ configuration, environment, names: { environmentName }, stores }: EnvironmentStackProps): void {
    const members = membersOf(configuration, environmentName);
    for (const { name: storeName, readers = [], writers = [] } of environment.data) {
      const store = stores.get(storeName);
      for (const { type, objectId, name } of members) {
        const principal = Principal[type]({ objectId, name, environmentName });
        const scope = this.environment;
        if (readers.includes(name)) store?.grantRead(principal, { scope, id: `Data-${storeName}-Read-${name}` });
        if (writers.includes(name)) store?.grantWrite(principal, { scope, id: `Data-${storeName}-Write-${name}` });
      }
    }
  }

  /** What a workspace reaches and contains. @param scope scope of imported resources */
  private workspaceUse(
    scope: Construct,
    workspace: WorkspaceConfiguration,
    { configuration, environment, registries, stores }: EnvironmentStackProps,
  ): WorkspaceUse {
    const { registryConnection } = environment.waits;
    return {
      connectTo: [
        ...workspace.connectTo.flatMap((name) => registries.get(name) ?? []),
        ...workspace.existingRegistries.map(({ registryId, ruleName }) =>
          AmlRegistry.fromRegistryId(scope, `ExistingRegistry-${ruleName}`, registryId, { ruleName }),
        ),
      ],
      connection: registryConnection === undefined ? {} : { waits: { rolePropagation: registryConnection } },
      computeCluster: workspace.computeCluster,
      computeClusters: workspace.computeClusters,
      computeInstances: workspace.computeInstances.map(({ assignedUserObjectId, ...instance }) => ({
        ...instance,
        assignedUser: { objectId: assignedUserObjectId },
      })),
      batchEndpoints: workspace.batchEndpoints,
      modelMonitoring: workspace.modelMonitoring,
      createComputes: workspace.createComputes,
      datastores: workspaceDatastores(this, workspace, {
        cloud: configuration.dns.cloud,
        tenantId: this.tenantId,
        stores,
      }),
      fqdnPresets: workspace.fqdnPresets,
      fqdnRules: workspace.fqdnRules,
      privateEndpointRules: workspace.privateEndpointRules,
      registrySharing: workspace.registrySharing,
      budget: workspace.budget,
    };
  }

  /**
   * Adds an output that tells the posture check, which reads it from the configuration or a plan, why there are no
   * links.
   */
  private sayWhoLinksZones(): void {
    new TerraformOutput(this, "dns_links_managed_by", {
      value: "the owner of the private DNS zones",
      description: "Who links the private DNS zones to the virtual network, because this stack doesn't.",
    });
  }

  /** Outputs for verification and runbooks; none is secret. */
  private addOutputs(names: EnvironmentNames): void {
    const { workspace, workspaces, vnet } = this.environment;
    this.outputs({
      vnet_resource_group_name: names.vnetResourceGroup,
      virtual_network_id: vnet.virtualNetworkId,
      ...workspaceOutputs(names, workspace),
    });
    const scripts = accessScripts(this.environment.data);
    if (Object.keys(scripts).length > 0) {
      new TerraformOutput(this, "sql_access_scripts", {
        value: scripts,
        description: "T-SQL that the administrator of each SQL database runs inside the network.",
      });
    }
    if (workspaces.size === 0) return;
    const additional = [...workspaces].map(([name, one]) => [name, workspaceOutputs(names.forWorkspace(name), one)]);
    new TerraformOutput(this, "workspaces", { value: Object.fromEntries(additional) });
  }
}

function workspaceOutputs(names: EnvironmentNames, workspace: AmlWorkspace) {
  return {
    workspace_resource_group_name: names.workspaceResourceGroup,
    workspace_id: workspace.workspaceId,
    workspace_name: workspace.workspaceName,
    workspace_private_ip_address: workspace.privateIpAddress,
  };
}
