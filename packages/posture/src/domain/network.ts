import { FIXED_SUBNETS } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import type { Environment } from "./environment.js";
import { readText } from "./reader.js";
import { ADMIN_PORTS, covers, hasPort, type Opening, type SecurityRule } from "./security-rule.js";

/** A network security group. */
export interface SecurityGroup {
  readonly resource: Resource;
  readonly rules: readonly SecurityRule[];
  readonly openings: readonly Opening[];
  /** Whether the stacks create it; otherwise it may have rules that weren't read. */
  readonly isRead: boolean;
}

/** A subnet. */
export interface Subnet {
  /** The resource that declares it: its own, or the network's. Undefined if only its ARM id is known. */
  readonly resource: Resource | undefined;
  /** Path of its declaration in the resource, ending with a dot; empty for its own resource. */
  readonly at: string;
  readonly name: string;
  readonly network: Network;
  /** Its blocks in CIDR notation; undefined if they are unknown. */
  readonly prefixes: readonly string[] | undefined;
  securityGroup: SecurityGroup | undefined;
}

/** A virtual network: created, looked up, or known only by its ARM id. */
export interface Network {
  readonly resource: Resource | undefined;
  readonly name: string;
  /** Its environment; {@link OUTSIDE} if several environments refer to it and none creates it. */
  environment: Environment;
  readonly addressSpace: readonly string[] | undefined;
  readonly subnets: Subnet[];
  /** Whether the stacks create it; otherwise it may have peerings, subnets and links that weren't read. */
  readonly isRead: boolean;
}

/** A network or subnet that the stacks create. */
export type Created<T extends { readonly resource: Resource | undefined }> = T & { readonly resource: Resource };

/** Environment of networks that several environments refer to and none creates. */
export const OUTSIDE: Environment = { name: "outside", shared: true, production: false, mayUse: new Set() };

/** Azure's name of a resource; the Terraform name if Azure's is unknown. */
export function nameOf(resource: Resource): string {
  return readText(resource, "name", "name") ?? resource.name;
}

/** Whether a subnet is one of those that don't support a network security group. */
export function isReserved({ name }: Subnet): boolean {
  return Object.values(FIXED_SUBNETS).some((fixed) => fixed.name === name && !fixed.networkSecurityGroup);
}

/** The blocks of Bastion's subnet in a network. */
export function bastionPrefixes(network: Network): readonly string[] {
  return network.subnets
    .filter(({ name }) => name === FIXED_SUBNETS.bastion.name)
    .flatMap(({ prefixes }) => prefixes ?? []);
}

/** SSH and RDP ports on which a subnet allows the network's Bastion host. */
export function sessionPorts({ network, securityGroup }: Subnet): readonly number[] {
  if (!securityGroup) return ADMIN_PORTS;
  const hosts = bastionPrefixes(network);
  const admitted = securityGroup.openings.filter(
    ({ source }) => source.toLowerCase() === "virtualnetwork" || hosts.some((host) => covers(source, host)),
  );
  return ADMIN_PORTS.filter((port) => admitted.some(({ ports }) => hasPort(ports, [port])));
}
