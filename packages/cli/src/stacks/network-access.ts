import type { BuildAgentsOptions } from "@org/aml-agents";
import { type AddJumpboxOptions, BastionHost, PlatformSubnet } from "@org/aml-network";
import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentConfiguration } from "../config/schema.js";

type Access = Pick<
  EnvironmentConfiguration,
  "bastion" | "jumpbox" | "firewall" | "vpnGateway" | "expressRouteGateway" | "agents"
>;

/** How users, networks and pipelines reach a network, and how it reaches the internet: options of the libraries. */
export function networkAccess(stack: Construct, access: Access) {
  const { bastion, jumpbox, firewall, agents } = access;
  return {
    bastion: bastion ? inSubnet(stack, "Bastion", bastion) : undefined,
    jumpbox: jumpbox ? { ...jumpboxOptions(stack, jumpbox), ...jumpboxAdministrator(stack) } : undefined,
    firewall: firewall === true ? {} : firewall || undefined,
    vpnGateway: access.vpnGateway,
    expressRouteGateway: access.expressRouteGateway,
    agents: agents && agentOptions(stack, agents),
  };
}

function jumpboxOptions(
  stack: Construct,
  { bastion, imageId, ...jumpbox }: Exclude<EnvironmentConfiguration["jumpbox"], false | undefined>,
): Omit<AddJumpboxOptions, "adminUsername" | "adminPassword"> {
  return {
    ...inSubnet(stack, "Jumpbox", jumpbox),
    image: imageId === undefined ? undefined : { imageId },
    bastion: bastion && BastionHost.fromBastionHostAttributes(stack, "ExistingBastion", bastion),
  };
}

/** Options of a Bastion host or jumpbox, with a new subnet or an existing one. */
function inSubnet<Options extends { readonly subnet: string; readonly subnetId?: string }>(
  stack: Construct,
  id: string,
  { subnetId, ...options }: Options,
) {
  if (subnetId === undefined) return options;
  const addressPrefix = options.subnet;
  return {
    ...options,
    subnet: PlatformSubnet.fromSubnetAttributes(stack, `Existing${id}Subnet`, { subnetId, addressPrefix }),
  };
}

function jumpboxAdministrator(stack: Construct) {
  const username = new TerraformVariable(stack, "jumpbox_admin_username", {
    type: "string",
    nullable: false,
    description: "Name of the jumpbox's local administrator.",
  });
  const password = new TerraformVariable(stack, "jumpbox_admin_password", {
    type: "string",
    nullable: false,
    sensitive: true,
    description: "Password of the jumpbox's local administrator, 12 to 72 characters.",
  });
  password.addValidation({
    condition: "${length(var.jumpbox_admin_password) >= 12 && length(var.jumpbox_admin_password) <= 72}",
    errorMessage: "jumpbox_admin_password must have 12 to 72 characters.",
  });
  return { adminUsername: username.stringValue, adminPassword: password.stringValue };
}

function agentOptions(
  stack: Construct,
  { azureDevOps, gitHub, sshPublicKey, useToken, ...agents }: NonNullable<EnvironmentConfiguration["agents"]>,
): BuildAgentsOptions {
  const token = useToken
    ? new TerraformVariable(stack, "agent_token", {
        type: "string",
        nullable: false,
        sensitive: true,
        description: "Personal access token with which build agents register.",
      }).stringValue
    : undefined;
  const service = azureDevOps
    ? ({ type: "AzureDevOps", ...azureDevOps, token } as const)
    : ({ type: "GitHub", url: "", ...gitHub, token } as const);
  return { ...agents, adminSshPublicKey: sshPublicKey, service };
}
