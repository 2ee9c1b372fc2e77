import type { NameKind } from "@org/azure-catalog";
import { composeName, type NamePart } from "./name-parts.js";
import { NamingError } from "./naming-error.js";
import type { ResourcePrefixes } from "./resource-prefixes.js";
import { assertName } from "./validate-name.js";

/** The names of one environment that stand alone. */
export interface FixedNames {
  /** Group of the network and the identities: `rg-aml-vnet-dev-cc-01`. */
  readonly vnetResourceGroup: string;
  /** Group of the workspace and what it stands on: `rg-aml-ws-dev-cc-01`. */
  readonly workspaceResourceGroup: string;
  /** Group of the registry: `rg-aml-reg-dev-cc-01`. */
  readonly registryResourceGroup: string;
  /** `vnet-aml-dev-cc-01` */
  readonly virtualNetwork: string;
  /** `mlwdevcc01` */
  readonly workspace: string;
  /** `mlrdevcc01` */
  readonly registry: string;
  /** `stdevcc01` */
  readonly storageAccount: string;
  /** `crdevcc01` */
  readonly containerRegistry: string;
  /** `kvdevcc01` */
  readonly keyVault: string;
  /** `log-aml-dev-cc-01` */
  readonly logAnalyticsWorkspace: string;
  /** `mlwindevcc01` */
  readonly applicationInsights: string;
  /** `dev-mi-workspace` */
  readonly workspaceIdentity: string;
  /** `dev-mi-compute` */
  readonly computeIdentity: string;
  /** `amlcc-dev-cc01` */
  readonly computeCluster: string;
  /** `bas-aml-dev-cc-01` */
  readonly bastionHost: string;
  /** `pip-aml-bastion-dev-cc-01` */
  readonly bastionPublicIp: string;
  /** `vm-aml-jumpbox-dev-cc-01` */
  readonly jumpbox: string;
  /** What Windows calls the jumpbox, at most 15 characters: `jumpboxdev`. */
  readonly jumpboxComputerName: string;
  /** `nic-aml-jumpbox-dev-cc-01` */
  readonly jumpboxNetworkInterface: string;
  /** `ng-aml-dev-cc-01` */
  readonly natGateway: string;
  /** `pip-aml-nat-dev-cc-01` */
  readonly natPublicIp: string;
  /** The outbound rule of workspaces that reach this environment's registry: `AllowDevRegistryAccess`. */
  readonly registryOutboundRule: string;
  /** `budget-aml-dev-cc-01` */
  readonly budget: string;
}

/** Names that are given in place of derived ones. */
export type NameOverrides = { readonly [Name in keyof FixedNames]?: string };

/** The names of a private endpoint and its companions. */
export interface PrivateEndpointNames {
  /** `pestdevcc01blob` */
  readonly name: string;
  /** `nicpestdevcc01blob` */
  readonly networkInterfaceName: string;
  /** `pecstdevcc01blob` */
  readonly connectionName: string;
  /** `pezgcstdevcc01` */
  readonly zoneGroupName: string;
}

/** What names are made of. */
export interface NameBasis {
  readonly prefix: string;
  readonly locationCode: string;
  readonly suffix: string;
  readonly prefixes: ResourcePrefixes;
}

/** Which rule each of the fixed names obeys. */
export const FIXED_NAME_KINDS = {
  vnetResourceGroup: "resourceGroup",
  workspaceResourceGroup: "resourceGroup",
  registryResourceGroup: "resourceGroup",
  virtualNetwork: "virtualNetwork",
  workspace: "workspace",
  registry: "registry",
  storageAccount: "storageAccount",
  containerRegistry: "containerRegistry",
  keyVault: "keyVault",
  logAnalyticsWorkspace: "logAnalyticsWorkspace",
  applicationInsights: "applicationInsights",
  workspaceIdentity: "managedIdentity",
  computeIdentity: "managedIdentity",
  computeCluster: "computeCluster",
  bastionHost: "bastionHost",
  bastionPublicIp: "publicIp",
  jumpbox: "virtualMachine",
  jumpboxComputerName: "windowsComputerName",
  jumpboxNetworkInterface: "networkInterface",
  natGateway: "natGateway",
  natPublicIp: "publicIp",
  registryOutboundRule: "outboundRule",
  budget: "budget",
} as const satisfies Readonly<Record<keyof FixedNames, NameKind>>;

const ENVIRONMENT = /^[a-z][a-z0-9]{1,11}$/;

/**
 * Every name of one environment, derived and checked at construction: a configuration whose names Azure would refuse
 * ends here, before any resource is made.
 * @throws NamingError for an environment name that cannot be part of a name, and for a derived or overriding name that
 * Azure would refuse
 */
export class EnvironmentNames implements FixedNames {
  public readonly vnetResourceGroup: string;
  public readonly workspaceResourceGroup: string;
  public readonly registryResourceGroup: string;
  public readonly virtualNetwork: string;
  public readonly workspace: string;
  public readonly registry: string;
  public readonly storageAccount: string;
  public readonly containerRegistry: string;
  public readonly keyVault: string;
  public readonly logAnalyticsWorkspace: string;
  public readonly applicationInsights: string;
  public readonly workspaceIdentity: string;
  public readonly computeIdentity: string;
  public readonly computeCluster: string;
  public readonly bastionHost: string;
  public readonly bastionPublicIp: string;
  public readonly jumpbox: string;
  public readonly jumpboxComputerName: string;
  public readonly jumpboxNetworkInterface: string;
  public readonly natGateway: string;
  public readonly natPublicIp: string;
  public readonly registryOutboundRule: string;
  public readonly budget: string;
  /** Name of the environment, `dev`. */
  public readonly environmentName: string;
  readonly #basis: NameBasis;

  constructor(environmentName: string, basis: NameBasis, overrides: NameOverrides = {}) {
    if (!ENVIRONMENT.test(environmentName)) {
      throw new NamingError({
        path: "environment",
        value: environmentName,
        allowed: "2 to 12 lower-case letters and digits, a letter first",
        fix: "use a short name as dev, test or prod",
      });
    }
    this.environmentName = environmentName;
    this.#basis = basis;
    const { prefixes, prefix } = basis;
    const group = (component: string): readonly NamePart[] => [
      ["resource group prefix", "rg"],
      ["prefix", prefix],
      ["component", component],
    ];
    const fixed = (name: keyof FixedNames, derive: (kind: NameKind, path: string) => string): string => {
      const kind = FIXED_NAME_KINDS[name];
      const path = `${environmentName}.${name}`;
      const override = overrides[name];
      return override === undefined ? derive(kind, path) : assertName(kind, override, path);
    };
    const dashed = (name: keyof FixedNames, parts: readonly NamePart[]) =>
      fixed(name, (kind, path) => this.#dashed(kind, path, parts));
    const compact = (name: keyof FixedNames, start: string) =>
      fixed(name, (kind, path) => this.#compact(kind, path, [["resource prefix", start]]));
    const whole = (name: keyof FixedNames, text: string) => fixed(name, (kind, path) => assertName(kind, text, path));

    this.vnetResourceGroup = dashed("vnetResourceGroup", group("vnet"));
    this.workspaceResourceGroup = dashed("workspaceResourceGroup", group("ws"));
    this.registryResourceGroup = dashed("registryResourceGroup", group("reg"));
    this.virtualNetwork = dashed("virtualNetwork", [["resource prefix", prefixes.vnet]]);
    this.workspace = compact("workspace", prefixes.workspace);
    this.registry = compact("registry", prefixes.registry);
    this.storageAccount = compact("storageAccount", prefixes.storage);
    this.containerRegistry = compact("containerRegistry", prefixes.containerRegistry);
    this.keyVault = compact("keyVault", prefixes.keyVault);
    this.applicationInsights = compact("applicationInsights", `${prefixes.workspace}in`);
    const own = (start: string, role?: string): readonly NamePart[] => [
      ["resource prefix", start],
      ["prefix", prefix],
      ...(role === undefined ? [] : [["role", role] as const]),
    ];
    this.logAnalyticsWorkspace = dashed("logAnalyticsWorkspace", own(prefixes.logAnalytics));
    this.workspaceIdentity = whole("workspaceIdentity", `${environmentName}-mi-workspace`);
    this.computeIdentity = whole("computeIdentity", `${environmentName}-mi-compute`);
    this.computeCluster = whole("computeCluster", `amlcc-${environmentName}-${basis.locationCode}${basis.suffix}`);
    this.bastionHost = dashed("bastionHost", own(prefixes.bastion));
    this.bastionPublicIp = dashed("bastionPublicIp", own(prefixes.publicIp, "bastion"));
    this.jumpbox = dashed("jumpbox", own(prefixes.virtualMachine, "jumpbox"));
    this.jumpboxComputerName = whole("jumpboxComputerName", `jumpbox${environmentName}`.slice(0, 15));
    this.jumpboxNetworkInterface = dashed("jumpboxNetworkInterface", own(prefixes.networkInterface, "jumpbox"));
    this.natGateway = dashed("natGateway", own(prefixes.natGateway));
    this.natPublicIp = dashed("natPublicIp", own(prefixes.publicIp, "nat"));
    this.registryOutboundRule = whole("registryOutboundRule", registryOutboundRule(environmentName));
    this.budget = dashed("budget", own("budget"));
  }

  /** A subnet, by its role: `subnet("pe")` is `snet-aml-pe-dev-cc-01`. */
  public subnet(role: string): string {
    return this.#dashed("subnet", `${this.environmentName}.subnet`, [
      ["resource prefix", this.#basis.prefixes.subnet],
      ["role", role],
    ]);
  }

  /** A network security group, by the role of its subnet: `nsg-aml-vm-dev-cc-01`. */
  public networkSecurityGroup(role: string): string {
    return this.#dashed("networkSecurityGroup", `${this.environmentName}.networkSecurityGroup`, [
      ["resource prefix", this.#basis.prefixes.networkSecurityGroup],
      ["prefix", this.#basis.prefix],
      ["role", role],
    ]);
  }

  /**
   * A private endpoint and its companions, by the name of its target and the sub-resource (S0-NAM-13, SX-12).
   * @param target name of the resource that it points to
   * @param subResource `blob`
   */
  public privateEndpoint(target: string, subResource: string): PrivateEndpointNames {
    const path = `${this.environmentName}.privateEndpoint`;
    return {
      name: assertName("privateEndpoint", `pe${target}${subResource}`, path),
      networkInterfaceName: assertName("networkInterface", `nicpe${target}${subResource}`, path),
      connectionName: assertName("privateServiceConnection", `pec${target}${subResource}`, path),
      zoneGroupName: assertName("privateDnsZoneGroup", `pezgc${target}`, path),
    };
  }

  #compact(kind: NameKind, path: string, parts: readonly NamePart[]): string {
    return composeName(kind, path, "", [...parts, ...this.#tail()]);
  }

  #dashed(kind: NameKind, path: string, parts: readonly NamePart[]): string {
    return composeName(kind, path, "-", [...parts, ...this.#tail()]);
  }

  #tail(): readonly NamePart[] {
    return [
      ["environment", this.environmentName],
      ["location code", this.#basis.locationCode],
      ["suffix", this.#basis.suffix],
    ];
  }
}

/** The outbound rule by which a workspace reaches an environment's registry (S0-NAM-14). */
export function registryOutboundRule(environmentName: string): string {
  return `Allow${environmentName.charAt(0).toUpperCase()}${environmentName.slice(1)}RegistryAccess`;
}
