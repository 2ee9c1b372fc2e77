import { LinuxVirtualMachineScaleSet } from "@cdktf/provider-azurerm/lib/linux-virtual-machine-scale-set/index.js";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine/index.js";
import { MonitorAutoscaleSetting } from "@cdktf/provider-azurerm/lib/monitor-autoscale-setting/index.js";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface/index.js";
import { VirtualMachineExtension } from "@cdktf/provider-azurerm/lib/virtual-machine-extension/index.js";
import type { IManagedIdentity, IResourceGroup, ISubnet } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  prefixLengthFor,
  providerOfGroup,
  refuse,
  requireArmId,
  requireChoice,
  requireProps,
  requireWholeNumber,
  usableAddresses,
  warnOfUnknownVmSize,
} from "@org/aml-core/internal";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import type { IPlatformVnet } from "@org/aml-network";
import { ManagedIdentity, Principal, RoleAssignment, RoleScope } from "@org/aml-rbac";
import { ArmId, DENY_ALL_INBOUND, isArmVmSize, isSshPublicKey, ROLES } from "@org/azure-catalog";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import { type AgentService, requireService, scriptSettings } from "./agent-service.js";

/** Options of build agents. */
export interface BuildAgentsOptions {
  /** Service that they work for. */
  readonly service: AgentService;
  /** Address prefix of their new subnet, /29 or larger, which denies inbound traffic; or an existing subnet. */
  readonly subnet: string | ISubnet;
  /** Public SSH key of the machines' administrator, which Azure requires although no security rule allows SSH. */
  readonly adminSshPublicKey: string;
  /**
   * A scale set, from which idle machines are removed, or a fixed number of virtual machines.
   * @default "ScaleSet"
   */
  readonly type?: "ScaleSet" | "VirtualMachines" | undefined;
  /**
   * Number of agents, 1 to 1000. A scale set begins with it, and never has more.
   * @default 2
   */
  readonly count?: number | undefined;
  /**
   * Number of agents that a scale set keeps when all are idle, from 1.
   * @default 1
   */
  readonly minimumCount?: number | undefined;
  /**
   * Minutes of low load, 5 to 720, after which a scale set removes a machine. Its agent finishes its job within 15
   * minutes, and leaves the pool.
   * @default 30
   */
  readonly idleMinutes?: number | undefined;
  /** @default "Standard_D4s_v5" */
  readonly size?: string | undefined;
  /**
   * ARM id of an image of your own, Ubuntu with `curl`, `python3` and `openssl`.
   * @default - Ubuntu Server 24.04
   */
  readonly imageId?: string | undefined;
  /**
   * Size of the disk in GB.
   * @default - that of the image
   */
  readonly osDiskSizeInGb?: number | undefined;
  /**
   * ARM id of a disk encryption set, which encrypts the disks with your own key.
   * @default - a key that Microsoft manages
   */
  readonly diskEncryptionSetId?: string | undefined;
  /**
   * Whether disks and caches are encrypted on the host. The subscription needs the feature
   * `Microsoft.Compute/EncryptionAtHost`.
   * @default false
   */
  readonly encryptionAtHost?: boolean | undefined;
  /**
   * Availability zones of a scale set, any of `1`, `2`, `3`.
   * @default - Azure places the machines
   */
  readonly zones?: readonly string[] | undefined;
  /**
   * Identity of all machines, with which they register and jobs sign in to Azure.
   * @default - a new one without roles
   */
  readonly identity?: IManagedIdentity | undefined;
  /**
   * Whether the Azure CLI with its extension for Azure Machine Learning is installed.
   * @default true
   */
  readonly azureCli?: boolean | undefined;
}

/** Props of {@link BuildAgents}. */
export interface BuildAgentsProps extends BuildAgentsOptions {
  /** Network of the agents, with a way to the internet: a NAT gateway or a firewall. */
  readonly vnet: IPlatformVnet;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /**
   * Resource group.
   * @default - the default group of the network
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const COUNTS = { least: 1, most: 1000 };
const IDLE = { least: 5, most: 720 };
/** Ids of images that others share, which aren't in a subscription of yours. */
const SHARED = /^\/(shared|community)Galleries\//i;
/** From the size of the image to the largest disk, in GB. */
const DISK_SIZES = { least: 30, most: 4095 };
const ADMINISTRATOR = "agentadmin";
const IMAGE = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" };
const VAULT_ID_FIX = "use the id of the vault: az keyvault show --query id";
const EXTENSION = {
  publisher: "Microsoft.Azure.Extensions",
  type: "CustomScript",
  typeHandlerVersion: "2.1",
  autoUpgradeMinorVersion: true,
};

/**
 * Self-hosted build agents of Azure DevOps or runners of GitHub in a network, for pipelines that reach private
 * endpoints. They have no public address, and their subnet denies inbound traffic. A pinned release with a known digest
 * is installed by a script, and registered with the machines' managed identity or a GitHub App.
 * @throws InvalidInputError for a token that isn't secret, numbers outside of their ranges, a subnet that is too small, a
 * malformed SSH key, and everything that the service rejects
 */
export class BuildAgents extends BaseConstruct {
  /** The scale set (L1), if `type` is `ScaleSet`. */
  public readonly scaleSet: LinuxVirtualMachineScaleSet | undefined;
  /** Removes idle machines of the scale set (L1). */
  public readonly autoscale: MonitorAutoscaleSetting | undefined;
  /** The machines (L1), if `type` is `VirtualMachines`. */
  public readonly machines: readonly LinuxVirtualMachine[];
  /** Identity of the machines. Give it roles for what the jobs do. */
  public readonly identity: IManagedIdentity;
  public readonly subnet: ISubnet;

  constructor(scope: Construct, id: string, props: BuildAgentsProps) {
    super(scope, id);
    requireProps(this, props, "vnet", "names", "service", "subnet", "adminSshPublicKey");
    const { vnet, names, service, count = 2, type = "ScaleSet" } = props;
    requireService(this, service);
    this.#requireOptions(props, type, count);
    this.#requireOneNewSubnet(props);
    const resourceGroup = props.resourceGroup ?? vnet.defaultResourceGroup ?? vnet.resourceGroup;
    this.identity =
      props.identity ??
      new ManagedIdentity(this, "Identity", { resourceGroup, name: names.agentIdentity, tags: props.tags });
    this.subnet =
      typeof props.subnet === "string"
        ? vnet.addSubnet("Agents", {
            addressPrefix: props.subnet,
            securityRules: [DENY_ALL_INBOUND],
            natGateway: vnet.egress === "NatGateway",
          })
        : props.subnet;
    if (typeof props.subnet === "string" && vnet.egress === undefined) {
      Annotations.of(this).addWarning(
        `${vnet.node.path} has no outbound access that this library knows of, and agents download their software and ` +
          "call their service: add natGateway, firewall or nextHopIpAddress to the network.",
      );
    }
    this.#grantKey(service);
    const place = { ...props, resourceGroup };
    if (type === "ScaleSet") {
      this.machines = [];
      this.scaleSet = this.#createScaleSet(place, count);
      this.autoscale = this.#scaleIn(place, this.scaleSet, count);
    } else {
      this.machines = Array.from({ length: count }, (_, index) => this.#createMachine(place, index + 1));
    }
  }

  #requireOptions(props: BuildAgentsProps, type: string, count: number): void {
    requireChoice(this, "type", type, ["ScaleSet", "VirtualMachines"]);
    requireWholeNumber(this, "count", count, COUNTS);
    if (type === "ScaleSet") {
      const most = isUnresolved(count) ? COUNTS.most : count;
      requireWholeNumber(this, "minimumCount", props.minimumCount ?? 1, { least: 1, most });
      requireWholeNumber(this, "idleMinutes", props.idleMinutes ?? 30, IDLE);
    } else {
      this.#requireFixedNumber(props, count);
    }
    this.#requireRoom(props.subnet, count);
    for (const zone of props.zones ?? []) requireChoice(this, "zones", zone, ["1", "2", "3"]);
    if (props.osDiskSizeInGb !== undefined)
      requireWholeNumber(this, "osDiskSizeInGb", props.osDiskSizeInGb, DISK_SIZES);
    const { imageId } = props;
    if (imageId !== undefined && !isUnresolved(imageId) && !SHARED.test(imageId) && !ArmId.tryParse(imageId)) {
      refuse(this, "imageId", {
        value: imageId,
        allowed: "the ARM id of an image, or that of one in a shared or community gallery",
        fix: "use the id of the image: az sig image-definition show --query id",
      });
    }
    if (!isUnresolved(props.adminSshPublicKey) && !isSshPublicKey(String(props.adminSshPublicKey).trim())) {
      const key = String(props.adminSshPublicKey);
      refuse(this, "adminSshPublicKey", {
        value: key.includes("PRIVATE KEY") ? "a private key, not shown" : key,
        allowed: "a complete public key of the type ssh-ed25519, or ssh-rsa with at least 2048 bits",
        fix: "use the content of the .pub file that ssh-keygen -t ed25519 writes",
      });
    }
    if (props.diskEncryptionSetId !== undefined) {
      requireArmId(
        this,
        "diskEncryptionSetId",
        props.diskEncryptionSetId,
        "Microsoft.Compute/diskEncryptionSets",
        "use the id of the set: az disk-encryption-set show --query id",
      );
    }
    if (props.size !== undefined && isArmVmSize(props.size)) {
      refuse(this, "size", {
        value: props.size,
        allowed: "a size with x64 processors, for which the agents and the image are built",
        fix: "use Standard_D4s_v5, for example: p after the number of processors means ARM",
      });
    }
    warnOfUnknownVmSize(this, "size", props.size);
  }

  #requireFixedNumber(props: BuildAgentsProps, count: number): void {
    const unused = (["minimumCount", "idleMinutes", "zones"] as const).find((prop) => props[prop] !== undefined);
    if (unused !== undefined) {
      refuse(this, unused, {
        value: props[unused],
        allowed: "only with a scale set: the number of virtual machines is fixed",
        fix: 'leave it out, or set type: "ScaleSet"',
      });
    }
    if (!isUnresolved(count)) return;
    refuse(this, "count", {
      value: "a number that only Terraform knows",
      allowed: "a literal number with virtual machines, each of which is a resource",
      fix: 'use a literal, or type: "ScaleSet"',
    });
  }

  #requireOneNewSubnet({ vnet, subnet }: BuildAgentsProps): void {
    if (typeof subnet !== "string" || vnet.node.tryFindChild("Agents") === undefined) return;
    refuse(this, "subnet", {
      value: subnet,
      allowed: `one new subnet for agents in a network; ${vnet.node.path} has one`,
      fix: "pass vnet.addSubnet(...) for further agents, and names of another suffix or with overrides",
    });
  }

  /** Each machine has an address of the subnet. Unknown blocks are not validated. */
  #requireRoom(subnet: string | ISubnet, count: number): void {
    const addressPrefix = typeof subnet === "string" ? subnet : subnet.addressPrefix;
    if (addressPrefix === undefined || isUnresolved(addressPrefix) || isUnresolved(count)) return;
    const available = usableAddresses(Number(addressPrefix.split("/")[1]));
    if (Number.isNaN(available) || count <= available) return;
    refuse(this, "subnet", {
      value: addressPrefix,
      allowed: `a subnet with an address for each of ${count} agents; it has ${available}`,
      fix: `use a /${prefixLengthFor(count)}, or fewer agents`,
    });
  }

  #grantKey(service: AgentService): void {
    const vault = service.type === "GitHub" ? service.app?.keyVaultId : undefined;
    if (vault === undefined) return;
    requireArmId(this, "service.app.keyVaultId", vault, "Microsoft.KeyVault/vaults", VAULT_ID_FIX);
    new RoleAssignment(this, "KeyRole", {
      principal: Principal.servicePrincipal({
        objectId: this.identity.principalId,
        name: `build agents, ${this.node.path}`,
      }),
      role: ROLES.keyVaultCryptoUser,
      scope: RoleScope.resource({ construct: this, resourceId: vault }, "Microsoft.KeyVault/vaults", {
        name: `vault of the key of the GitHub App, ${this.node.path}`,
      }),
      reason: "lets Key Vault sign for the GitHub App that registers the runners",
    });
  }

  /** Arguments that a scale set and a virtual machine have in common. */
  #machineArguments(props: BuildAgentsProps & { readonly resourceGroup: IResourceGroup }) {
    return {
      resourceGroupName: props.resourceGroup.name,
      provider: providerOfGroup(this, props.resourceGroup),
      location: props.vnet.location,
      adminUsername: ADMINISTRATOR,
      disablePasswordAuthentication: true,
      adminSshKey: [{ username: ADMINISTRATOR, publicKey: props.adminSshPublicKey.trim() }],
      sourceImageId: props.imageId,
      sourceImageReference: props.imageId === undefined ? IMAGE : undefined,
      osDisk: {
        caching: "ReadWrite",
        storageAccountType: "Premium_LRS",
        diskSizeGb: props.osDiskSizeInGb,
        diskEncryptionSetId: props.diskEncryptionSetId,
      },
      secureBootEnabled: true,
      vtpmEnabled: true,
      encryptionAtHostEnabled: props.encryptionAtHost ?? false,
      identity: { type: "UserAssigned", identityIds: [this.identity.id] },
      bootDiagnostics: {},
      tags: props.tags,
    };
  }

  #createScaleSet(
    props: BuildAgentsProps & { readonly resourceGroup: IResourceGroup },
    instances: number,
  ): LinuxVirtualMachineScaleSet {
    const { names, service, size = "Standard_D4s_v5" } = props;
    const scaleSet = new LinuxVirtualMachineScaleSet(this, "ScaleSet", {
      ...this.#machineArguments(props),
      name: assertName("virtualMachineScaleSet", names.agentScaleSet, `${this.node.path}.name`),
      computerNamePrefix: `agent${names.environmentName}`,
      sku: size,
      instances,
      zones: props.zones && [...props.zones],
      overprovision: false,
      singlePlacementGroup: false,
      upgradeMode: "Manual",
      networkInterface: [
        {
          name: "primary",
          primary: true,
          ipConfiguration: [{ name: "internal", primary: true, subnetId: this.subnet.subnetId }],
        },
      ],
      extension: [{ ...EXTENSION, name: "install-agent", ...scriptSettings(service, toolsOf(props)) }],
      // Azure waits for the agent to finish its job and to leave the pool.
      terminationNotification: { enabled: true, timeout: "PT15M" },
      lifecycle: { ignoreChanges: ["instances"] },
    });
    dependOn(scaleSet, this.subnet.dependencies);
    dependOn(scaleSet, props.resourceGroup.dependencies ?? []);
    return scaleSet;
  }

  /** Removes a machine after some time of low load, and adds one under high load. */
  #scaleIn(
    props: BuildAgentsProps & { readonly resourceGroup: IResourceGroup },
    scaleSet: LinuxVirtualMachineScaleSet,
    maximum: number,
  ): MonitorAutoscaleSetting {
    const { resourceGroup, minimumCount: minimum = 1, idleMinutes = 30 } = props;
    const rule = (direction: "Increase" | "Decrease", operator: string, threshold: number, minutes: number) => ({
      metricTrigger: {
        metricName: "Percentage CPU",
        metricResourceId: scaleSet.id,
        operator,
        threshold,
        statistic: "Average",
        timeAggregation: "Average",
        timeGrain: "PT1M",
        timeWindow: `PT${minutes}M`,
      },
      scaleAction: { direction, type: "ChangeCount", value: 1, cooldown: "PT5M" },
    });
    const setting = new MonitorAutoscaleSetting(this, "Autoscale", {
      name: assertName("autoscaleSetting", `${props.names.agentScaleSet}-idle`, `${this.node.path}.name`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: props.vnet.location,
      targetResourceId: scaleSet.id,
      profile: [
        {
          name: "load",
          capacity: { minimum, maximum, default: minimum },
          rule: [rule("Decrease", "LessThan", 5, idleMinutes), rule("Increase", "GreaterThan", 60, 5)],
        },
      ],
      tags: props.tags,
    });
    dependOn(setting, resourceGroup.dependencies ?? []);
    return setting;
  }

  #createMachine(
    props: BuildAgentsProps & { readonly resourceGroup: IResourceGroup },
    number: number,
  ): LinuxVirtualMachine {
    const { names, resourceGroup, service, size = "Standard_D4s_v5" } = props;
    const path = `${this.node.path}.names.agentMachine`;
    const name = assertName("virtualMachine", `${names.agentMachine}-${number}`, path);
    const shared = {
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: props.vnet.location,
      tags: props.tags,
    };
    const networkInterface = new NetworkInterface(this, `NetworkInterface${number}`, {
      ...shared,
      name: assertName("networkInterface", `nic-${name}`, path),
      ipConfiguration: [{ name: "internal", subnetId: this.subnet.subnetId, privateIpAddressAllocation: "Dynamic" }],
    });
    dependOn(networkInterface, this.subnet.dependencies);
    dependOn(networkInterface, resourceGroup.dependencies ?? []);
    const machine = new LinuxVirtualMachine(this, `Machine${number}`, {
      ...this.#machineArguments(props),
      name,
      computerName: `agent${names.environmentName}${number}`,
      size,
      networkInterfaceIds: [networkInterface.id],
    });
    dependOn(machine, resourceGroup.dependencies ?? []);
    new VirtualMachineExtension(this, `Install${number}`, {
      ...EXTENSION,
      name: "install-agent",
      virtualMachineId: machine.id,
      ...scriptSettings(service, toolsOf(props)),
      tags: props.tags,
    });
    return machine;
  }
}

function toolsOf({ azureCli = true }: BuildAgentsOptions): readonly string[] {
  return azureCli ? ["azure-cli"] : [];
}
