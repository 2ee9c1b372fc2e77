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
  /** Whether the stacks create it: otherwise it may have rules that aren't read here. */
  readonly isRead: boolean;
}

/** A subnet. */
export interface Subnet {
  /** What declares it: its own resource, or the network's. Undefined for one that is known by its ARM id only. */
  readonly resource: Resource | undefined;
  /** Where in the resource it's declared, with a dot at the end; empty for a resource of its own. */
  readonly at: string;
  readonly name: string;
  readonly network: Network;
  /** Its blocks in CIDR notation; undefined where they aren't known yet. */
  readonly prefixes: readonly string[] | undefined;
  securityGroup: SecurityGroup | undefined;
}

/** A virtual network: created, looked up, or known by its ARM id only. */
export interface Network {
  readonly resource: Resource | undefined;
  readonly name: string;
  /** Where it belongs; {@link OUTSIDE} for one that several environments name and none creates. */
  environment: Environment;
  readonly addressSpace: readonly string[] | undefined;
  readonly subnets: Subnet[];
  /** Whether the stacks create it: otherwise it may have peerings, subnets and links that aren't read here. */
  readonly isRead: boolean;
}

/** A network or subnet that the stacks create. */
export type Created<T extends { readonly resource: Resource | undefined }> = T & { readonly resource: Resource };

/** Where a network belongs that no environment creates and several name. */
export const OUTSIDE: Environment = { name: "outside", shared: true, production: false, mayUse: new Set() };

/** Azure's name of a resource; the Terraform name where Azure's isn't known yet. */
export function nameOf(resource: Resource): string {
  return readText(resource, "name", "name") ?? resource.name;
}

/** Whether a subnet is one of those that take no network security group. */
export function isReserved({ name }: Subnet): boolean {
  return Object.values(FIXED_SUBNETS).some((fixed) => fixed.name === name && !fixed.networkSecurityGroup);
}

/** The blocks of Bastion's subnet in a network. */
export function bastionPrefixes(network: Network): readonly string[] {
  return network.subnets
    .filter(({ name }) => name === FIXED_SUBNETS.bastion.name)
    .flatMap(({ prefixes }) => prefixes ?? []);
}

/** Ports that a Bastion host of the network opens sessions on: those of SSH and RDP that a subnet lets its block in by. */
export function sessionPorts({ network, securityGroup }: Subnet): readonly number[] {
  if (!securityGroup) return ADMIN_PORTS;
  const hosts = bastionPrefixes(network);
  const admitted = securityGroup.openings.filter(
    ({ source }) => source.toLowerCase() === "virtualnetwork" || hosts.some((host) => covers(source, host)),
  );
  return ADMIN_PORTS.filter((port) => admitted.some(({ ports }) => hasPort(ports, [port])));
}
