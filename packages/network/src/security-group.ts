import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { BaseConstruct, dependOn, providerOfGroup, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { type SecurityRule, validateRules } from "./security-rule.js";

/** Props of {@link SecurityGroup}. */
export interface SecurityGroupProps {
  /** Resource group. */
  readonly resourceGroup: IResourceGroup;
  /** Name, 1 to 80 characters. */
  readonly name: string;
  /**
   * Azure region.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /** The rules. */
  readonly rules: readonly SecurityRule[];
  /**
   * Destination of its events and rule counters.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A network security group with inline rules, which Azure applies in one request. An associated subnet therefore never
 * has only some of the rules; Azure would reject that for Bastion's subnet.
 * @throws InvalidInputError for rules that conflict
 */
export class SecurityGroup extends BaseConstruct {
  /** The group (L1). */
  public readonly resource: NetworkSecurityGroup;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "name", "rules");
    assertName("networkSecurityGroup", props.name, `${this.node.path}.name`);
    validateRules(this, props.rules);
    this.resource = new NetworkSecurityGroup(this, "Resource", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      provider: providerOfGroup(this, props.resourceGroup),
      location: props.location ?? props.resourceGroup.location,
      securityRule: props.rules.map((rule) => ({
        name: rule.name,
        priority: rule.priority,
        direction: rule.direction,
        access: rule.access,
        protocol: rule.protocol,
        description: rule.description,
        sourcePortRange: "*",
        sourceAddressPrefix: one(rule.source),
        sourceAddressPrefixes: several(rule.source),
        destinationAddressPrefix: one(rule.destination),
        destinationAddressPrefixes: several(rule.destination),
        destinationPortRange: one(rule.destinationPorts),
        destinationPortRanges: several(rule.destinationPorts),
      })),
      tags: props.tags,
    });
    dependOn(this.resource, props.resourceGroup.dependencies ?? []);
    props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resource.id,
      categories: DIAGNOSTIC_CATEGORIES.networkSecurityGroup,
    });
  }

  /** ARM id. */
  public get securityGroupId(): string {
    return this.resource.id;
  }
}

function one(value: string | readonly string[]): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function several(value: string | readonly string[]): string[] | undefined {
  return typeof value === "string" ? undefined : [...value];
}
