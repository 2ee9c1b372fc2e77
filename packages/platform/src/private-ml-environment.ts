import { type IResourceGroup, Monitoring } from "@org/aml-core";
import { refuse } from "@org/aml-core/internal";
import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import {
  type AddBastionOptions,
  type AddJumpboxOptions,
  type FlowLogOptions,
  PlatformVnet,
  type PlatformVnetProps,
} from "@org/aml-network";
import { BundleGrant, humanBundle, type HumanBundleOptions, humanRegistryBundle, type Principal } from "@org/aml-rbac";
import { type AllowConnectionOptions, AmlRegistry, type AmlRegistryProps, type IRegistry } from "@org/aml-registry";
import {
  type AddComputeClusterOptions,
  AmlWorkspace,
  type AmlWorkspaceProps,
  type ComputeInstanceOptions,
} from "@org/aml-workspace";
import type { FqdnPreset } from "@org/azure-catalog";
import { Construct } from "constructs";
import { grantDeployment } from "./deployment-roles.js";
import { platformTags } from "./platform-tags.js";

/** Where the resources of an environment go. The app owns the groups. */
export interface EnvironmentResourceGroups {
  /** Network and identities. */
  readonly vnet: IResourceGroup;
  /** Workspace and what it stands on. */
  readonly workspace: IResourceGroup;
  /** Registry. */
  readonly registry: IResourceGroup;
}

/** People of an environment. */
export interface EnvironmentPeople extends HumanBundleOptions {
  /** Users and groups, by object id. */
  readonly principals: readonly Principal[];
}

/** Props of {@link PrivateMlEnvironment}. */
export interface PrivateMlEnvironmentProps {
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  readonly resourceGroups: EnvironmentResourceGroups;
  /** The shared zones, or a landing zone's: `CentralPrivateDns.fromCentralPrivateDnsAttributes`. */
  readonly zones: ICentralPrivateDns;
  /** Entra tenant, a GUID: usually a Terraform variable. */
  readonly tenantId: string;
  /** Address space of the network: one IPv4 block in CIDR notation or several. */
  readonly addressSpace: PlatformVnetProps["addressSpace"];
  /**
   * Subnet of the private endpoints, CIDR, /28 or larger.
   * @default - the second /24 of the network: 10.1.1.0/24 in 10.1.0.0/16
   */
  readonly privateEndpointSubnet?: string;
  /**
   * Security group of that subnet, which then applies to the endpoints (S0-NET-11): its rules, or true for HTTPS and SMB
   * from the network.
   * @default false
   */
  readonly endpointSubnetSecurityGroup?: PlatformVnetProps["endpointSubnetSecurityGroup"];
  /**
   * DNS servers of the network.
   * @default - Azure's, which knows the private zones
   */
  readonly dnsServers?: readonly string[];
  /**
   * Whether somebody else links the network to the zones, a landing zone's team or policy: then no links are made.
   * @default false
   */
  readonly useExistingDnsLinks?: boolean;
  /**
   * Makes a NAT gateway, the jumpbox's way out to Entra and Azure (S0-BAS-11).
   * @default false
   */
  readonly natGateway?: boolean;
  /**
   * Logs every flow of the network (S0-NET-10).
   * @default - not logged
   */
  readonly flowLogs?: FlowLogOptions;
  /**
   * The only way in from outside.
   * @default - none: the network is reached by other means
   */
  readonly bastion?: AddBastionOptions;
  /**
   * A machine to work from, reached by Bastion.
   * @default - none
   */
  readonly jumpbox?: AddJumpboxOptions;
  /**
   * Days that logs are kept, 30 to 730.
   * @default 30
   */
  readonly logRetentionInDays?: number;
  /**
   * Whether resources send their logs and metrics to the environment's Log Analytics workspace.
   * @default true
   */
  readonly diagnosticSettings?: boolean;
  /**
   * Who runs Terraform: is given its roles on the three groups, and on the managed group of the registry.
   * @default - nobody: the roles are given elsewhere
   */
  readonly deploymentPrincipal?: Principal;
  /** @default - the library's defaults */
  readonly workspace?: WorkspaceChoices;
  /**
   * The environment's registry. `"none"` where another environment's registry serves this one too (S0-ARC-08).
   * @default - a registry of its own
   */
  readonly registry?: RegistryChoices | "none";
  /**
   * Registries of other environments that the workspace may use, in the order of their outbound rules (S0-OUT-03).
   * @default - none
   */
  readonly connectTo?: readonly IRegistry[];
  /** @default - the library's defaults */
  readonly connection?: AllowConnectionOptions;
  /**
   * The cluster for jobs and image builds. `"none"` leaves it out; a private container registry then has nothing to build
   * images on.
   * @default - Standard_F8s_v2, 0 to 4 nodes
   */
  readonly computeCluster?: AddComputeClusterOptions | "none";
  /**
   * Machines of persons. One may do without a name of its own.
   * @default - none
   */
  readonly computeInstances?: readonly ComputeInstanceOptions[];
  /**
   * Public hosts that the managed network reaches, by what they are for. The first one brings a billed firewall.
   * @default - none
   */
  readonly fqdnPresets?: readonly FqdnPreset[];
  /**
   * Opens the storage account for the environment's own registry, so that assets can be shared to it (S0-PRO-20).
   * Weakens "private only" to "selected networks".
   * @default false
   */
  readonly registrySharing?: boolean;
  /**
   * People and groups that work in the environment (S0-RBC-28).
   * @default - nobody
   */
  readonly people?: EnvironmentPeople;
  /** @default - environment, purpose and component only */
  readonly tags?: Tags;
}

/** What of the workspace's props an environment leaves open. */
export type WorkspaceChoices = Omit<
  AmlWorkspaceProps,
  "resourceGroup" | "names" | "vnet" | "zones" | "monitoring" | "tenantId" | "tags"
>;

/** What of the registry's props an environment leaves open. */
export type RegistryChoices = Omit<
  AmlRegistryProps,
  "resourceGroup" | "names" | "vnet" | "zones" | "monitoring" | "tags" | "deployer"
>;

/**
 * One environment, whole: network with Bastion and jumpbox, monitoring, workspace with computes, registry, and who may
 * use what. Development and production are two of them that differ in their props only (S0-ARC-09).
 *
 * Environments share nothing but DNS zones, and know of one another only by the registries in `connectTo`.
 * @throws InvalidInputError for sharing to a registry that the environment does not have, and for whatever its parts
 * refuse
 */
export class PrivateMlEnvironment extends Construct {
  public readonly vnet: PlatformVnet;
  public readonly monitoring: Monitoring;
  public readonly workspace: AmlWorkspace;
  /** The environment's own registry. */
  public readonly registry: AmlRegistry | undefined;

  constructor(scope: Construct, id: string, props: PrivateMlEnvironmentProps) {
    super(scope, id);
    const { names, zones } = props;
    const tags = (purpose: string) => platformTags(props.tags, names.environmentName, purpose);
    const groups = this.deployable(props);

    this.monitoring = new Monitoring(this, "Monitoring", {
      resourceGroup: groups.workspace,
      workspaceName: names.logAnalyticsWorkspace,
      ...(props.diagnosticSettings === undefined ? {} : { diagnosticSettings: props.diagnosticSettings }),
      ...(props.logRetentionInDays === undefined ? {} : { retentionInDays: props.logRetentionInDays }),
      tags: tags("monitoring"),
    });
    this.vnet = new PlatformVnet(this, "Network", {
      resourceGroup: groups.vnet,
      names,
      addressSpace: props.addressSpace,
      monitoring: this.monitoring,
      ...networkChoices(props),
      tags: tags("network"),
    });
    if (props.useExistingDnsLinks) zones.useExistingLinks(this.vnet);
    else zones.linkTo(this.vnet, { names, tags: tags("dns") });
    if (props.bastion) this.vnet.addBastion(props.bastion);
    if (props.jumpbox) this.vnet.addJumpbox(props.jumpbox);

    this.workspace = new AmlWorkspace(this, "Workspace", {
      ...props.workspace,
      resourceGroup: groups.workspace,
      names,
      vnet: this.vnet,
      zones,
      monitoring: this.monitoring,
      tenantId: props.tenantId,
      tags: tags("workspace"),
    });
    if (props.registry !== "none") {
      this.registry = new AmlRegistry(this, "Registry", {
        ...props.registry,
        resourceGroup: groups.registry,
        names,
        vnet: this.vnet,
        zones,
        monitoring: this.monitoring,
        deployer: props.deploymentPrincipal ?? "none",
        tags: tags("registry"),
      });
    }
    // In the order of the writes to the workspace: its own registry, other registries, public hosts, the image builds.
    const registries = [...(this.registry ? [this.registry] : []), ...(props.connectTo ?? [])];
    for (const registry of registries) registry.allowConnectionFrom(this.workspace, props.connection);
    for (const preset of props.fqdnPresets ?? []) this.workspace.addFqdnPreset(preset);
    if (props.computeCluster !== "none") this.workspace.addComputeCluster("Cluster", props.computeCluster);
    for (const instance of props.computeInstances ?? []) this.addComputeInstance(instance, names);
    if (props.registrySharing) this.workspace.enableRegistrySharing(this.registry ?? refuseSharing(this));
    if (props.people) this.grantPeople(props.people, groups.workspace);
  }

  private deployable({
    resourceGroups,
    deploymentPrincipal,
    names,
  }: PrivateMlEnvironmentProps): EnvironmentResourceGroups {
    const grant = (id: string, group: IResourceGroup) =>
      grantDeployment(this, `DeploymentRoles-${id}`, group, deploymentPrincipal, names.environmentName);
    return {
      vnet: grant("vnet", resourceGroups.vnet),
      workspace: grant("workspace", resourceGroups.workspace),
      registry: grant("registry", resourceGroups.registry),
    };
  }

  private addComputeInstance(options: ComputeInstanceOptions, names: EnvironmentNames): void {
    const { name = names.computeInstance } = options;
    const id = `Instance-${name}`;
    if (this.workspace.node.tryFindChild(id)) {
      refuse(this, "computeInstances", {
        value: name,
        allowed: "instances of different names; the one without a name takes the environment's own",
        fix: "give each instance a name",
      });
    }
    this.workspace.addComputeInstance(id, options);
  }

  /** Last of all, so that nobody works in what is not there yet (S0-RBC-30). */
  private grantPeople({ principals, ...options }: EnvironmentPeople, resourceGroup: IResourceGroup): void {
    const { workspace, registry } = this;
    const { environmentName } = workspace;
    const dependsOn = [workspace.endpoint.resource, ...(registry ? registry.dependencies : [])];
    for (const principal of principals) {
      new BundleGrant(this, `People-${principal.name}`, {
        bundle: humanBundle(options),
        principal,
        environmentName,
        scopes: {
          resourceGroup,
          workspace: { construct: workspace.resource, resourceId: workspace.workspaceId },
          storageAccount: workspace.storage.target,
          keyVault: workspace.keyVault.target,
        },
        dependsOn,
      });
      if (!registry) continue;
      new BundleGrant(this, `PeopleRegistry-${principal.name}`, {
        bundle: humanRegistryBundle(),
        principal,
        environmentName,
        scopes: { registry: registry.target },
        dependsOn,
      });
    }
  }
}

/** What of the network was chosen; the rest is the network's own defaults. */
function networkChoices(
  props: PrivateMlEnvironmentProps,
): Pick<
  PlatformVnetProps,
  "privateEndpointSubnet" | "endpointSubnetSecurityGroup" | "dnsServers" | "natGateway" | "flowLogs"
> {
  const { privateEndpointSubnet, endpointSubnetSecurityGroup, dnsServers, natGateway, flowLogs } = props;
  return {
    ...(privateEndpointSubnet === undefined ? {} : { privateEndpointSubnet }),
    ...(endpointSubnetSecurityGroup === undefined ? {} : { endpointSubnetSecurityGroup }),
    ...(dnsServers ? { dnsServers } : {}),
    ...(natGateway === undefined ? {} : { natGateway }),
    ...(flowLogs ? { flowLogs } : {}),
  };
}

function refuseSharing(scope: Construct): never {
  return refuse(scope, "registrySharing", {
    value: true,
    allowed: "true in an environment with a registry of its own",
    fix: "leave it out, or call workspace.enableRegistrySharing with the registry that assets are shared to",
  });
}
