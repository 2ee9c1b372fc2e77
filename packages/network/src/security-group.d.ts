import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { Construct } from "constructs";
import { type SecurityRule } from "./security-rule.js";
/** Props of {@link SecurityGroup}. */
export interface SecurityGroupProps {
    /** Group to put it in. */
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
     * Where its events and rule counters go.
     * @default - nowhere
     */
    readonly monitoring?: IMonitoring | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * A network security group whose rules are written with it, in one request: a subnet that is associated later never sees
 * half of them, which Azure refuses for Bastion's subnet.
 * @throws InvalidInputError for rules that collide
 */
export declare class SecurityGroup extends Construct {
    /** The group (L1). */
    readonly resource: NetworkSecurityGroup;
    constructor(scope: Construct, id: string, props: SecurityGroupProps);
    /** ARM id. */
    get securityGroupId(): string;
}
