import { ArmId, KUBERNETES_LIMITS } from "@org/azure-catalog";
import * as z from "zod";
import { subnetId } from "./common-fields.js";
import { field, item } from "./field.js";

const cidr = (description: string, example: string) =>
  field(z.cidrv4(), description, { allowed: "an IPv4 CIDR block", example });
const flag = (description: string, example: "true" | "false") =>
  field(z.boolean(), description, { allowed: "true or false", example });
const count = (description: string, least: number, most: number, example: string) =>
  field(z.int().min(least).max(most), description, { allowed: `a whole number from ${least} to ${most}`, example });

const customerNetwork = z.strictObject({
  trainingSubnet: cidr(
    "Subnet of the computes, with a security group. Default: the fifth /24 of the network.",
    "10.1.4.0/24",
  ).exactOptional(),
  trainingSubnetId: subnetId(
    "ARM id of the subnet, if it exists already with its own outbound access and security rules, as in an existingNetwork; trainingSubnet is then its CIDR block.",
    "snet-training",
  ).exactOptional(),
  publicNodes: flag(
    "Whether computes have public addresses, which Azure's management services then reach from the internet; weakens isolation.",
    "false",
  ).exactOptional(),
  internetOutbound: flag(
    "Whether the subnet's security group allows all public addresses, instead of the services that computes need. Default: true if the network routes its traffic to a firewall.",
    "false",
  ).exactOptional(),
});

const inference = z.strictObject({
  sslSecret: field(
    z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/),
    "Name of the Kubernetes secret in the namespace azureml with the TLS certificate and key; required unless allowInsecureConnections is true.",
    {
      allowed: "the name of a Kubernetes secret: lower-case letters, digits, dashes and dots",
      example: "models-tls",
    },
  ).exactOptional(),
  sslCname: field(z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i), "Host name in the certificate.", {
    allowed: "a host name without scheme, port and path",
    example: "models.example.com",
  }).exactOptional(),
  router: field(
    z.enum(["InternalLoadBalancer", "PublicLoadBalancer", "ClusterIP"]),
    "Who reaches the models: the network, the internet, or only the cluster itself. PublicLoadBalancer exposes them.",
    { allowed: "InternalLoadBalancer, PublicLoadBalancer or ClusterIP", example: "InternalLoadBalancer" },
  ).exactOptional(),
  allowInsecureConnections: flag("Whether models answer plain HTTP.", "false").exactOptional(),
});

const nodePool = z.strictObject({
  vmSize: field(z.string().regex(/^[\w-]+$/), "VM size of the nodes, with at least 4 vCPUs and 14 GB.", {
    allowed: "the name of a VM size, without spaces",
    example: "Standard_D4s_v5",
  }).exactOptional(),
  minCount: count(
    "Minimum number of nodes. Default: 3 in the system pool, otherwise 0.",
    0,
    KUBERNETES_LIMITS.nodesPerPool,
    "3",
  ).exactOptional(),
  maxCount: count("Maximum number of nodes. Default: 5.", 1, KUBERNETES_LIMITS.nodesPerPool, "5").exactOptional(),
  maxPods: count(
    "Maximum number of pods on a node. Default: 30.",
    KUBERNETES_LIMITS.podsPerNode.least,
    KUBERNETES_LIMITS.podsPerNode.most,
    "30",
  ).exactOptional(),
  nodeTaints: field(
    z.array(
      item(z.string().regex(/^[\w./-]+=[\w.-]*:(NoSchedule|PreferNoSchedule|NoExecute)$/), {
        allowed: "KEY=VALUE:EFFECT, with the effect NoSchedule, PreferNoSchedule or NoExecute",
        example: "sku=gpu:NoSchedule",
      }),
    ),
    "Taints of the nodes of an additional pool.",
    { allowed: "a list of taints", example: '["sku=gpu:NoSchedule"]' },
  ).exactOptional(),
});

const POOL = { allowed: "an object with vmSize, minCount and maxCount", example: '{ "minCount": 3, "maxCount": 5 }' };
const ZONE_TYPE = "Microsoft.Network/privateDnsZones";

const kubernetes = z.strictObject({
  subnet: cidr(
    "Subnet of the nodes and, unless networkPluginMode is overlay, of their pods. Default: the sixth /24 of the network.",
    "10.1.5.0/24",
  ).exactOptional(),
  subnetId: subnetId(
    "ARM id of the subnet, if it exists already, as in an existingNetwork; subnet is then its CIDR block, and outboundType is required.",
    "snet-aks",
  ).exactOptional(),
  outboundType: field(
    z.enum(["userAssignedNATGateway", "userDefinedRouting"]),
    "How nodes in an existing subnet reach the internet: its NAT gateway, or its route to a firewall. Default: as in a new subnet.",
    { allowed: "userAssignedNATGateway or userDefinedRouting", example: "userDefinedRouting" },
  ).exactOptional(),
  inference: field(
    z.union([inference, z.literal(false)]),
    "How models answer requests, or false for a cluster that only runs jobs.",
    {
      allowed: "an object with sslSecret and sslCname, or false",
      example: '{ "sslSecret": "models-tls", "sslCname": "models.example.com" }',
    },
  ),
  training: flag("Whether the cluster runs jobs and batch endpoints. Default: true.", "true").exactOptional(),
  kubernetesVersion: field(z.string().regex(/^\d+\.\d+(\.\d+)?$/), "Version of Kubernetes. Default: AKS's.", {
    allowed: "a version",
    example: "1.33",
  }).exactOptional(),
  skuTier: field(z.enum(["Free", "Standard", "Premium"]), "Price tier of the control plane. Default: Standard.", {
    allowed: "Free, Standard or Premium",
    example: "Standard",
  }).exactOptional(),
  networkPluginMode: field(z.enum(["overlay"]), "Pods have addresses of a network of their own.", {
    allowed: "overlay",
    example: "overlay",
  }).exactOptional(),
  serviceCidr: cidr(
    "Address block of the cluster's services, which must not overlap a connected network. Default: 172.24.0.0/16.",
    "172.24.0.0/16",
  ).exactOptional(),
  dnsServiceIp: field(z.ipv4(), "Address of the cluster's DNS service in that block. Default: its tenth.", {
    allowed: "an IPv4 address",
    example: "172.24.0.10",
  }).exactOptional(),
  systemNodePool: field(
    nodePool.omit({ nodeTaints: true }),
    "Node pool for Kubernetes itself and the models.",
    POOL,
  ).exactOptional(),
  nodePools: field(z.record(z.string().regex(/^[a-z][a-z0-9]{0,11}$/), nodePool), "Additional pools by name.", {
    allowed: "an object of pools by name: 1 to 12 lower-case letters and digits, a letter first",
    example: '{ "gpu": { "vmSize": "Standard_NC4as_T4_v3" } }',
  }).exactOptional(),
  adminGroupObjectIds: field(
    z.array(
      item(z.guid(), {
        allowed: "the object id of a group, a GUID",
        example: "00000000-0000-4000-8000-00000000000a",
        fix: "find it with az ad group show --group NAME --query id",
      }),
    ),
    "Entra groups that administer the cluster.",
    { allowed: "a list of object ids", example: "[]" },
  ).exactOptional(),
  localAccounts: flag(
    "Whether the cluster has local accounts, whose credentials bypass Entra. Default: false, and the workspace signs in with trusted access.",
    "false",
  ).exactOptional(),
  privateDnsZoneId: field(
    z.string().refine((id) => ArmId.tryParse(id)?.hasType(ZONE_TYPE)),
    "Existing zone privatelink.REGION.azmk8s.io, linked to the network; required with dns.existingZones. Default: a new one.",
    {
      allowed: `the ARM id of a resource of the type ${ZONE_TYPE}`,
      example: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-dns/providers/${ZONE_TYPE}/privatelink.canadacentral.azmk8s.io`,
    },
  ).exactOptional(),
});

/** A network of your own for computes, and what only it supports. */
export const customerNetworkFields = {
  customerNetwork: field(
    z.union([z.boolean(), customerNetwork]),
    "Your own virtual network for the computes of all workspaces, instead of managed networks; needs natGateway or a firewall. Can't be changed later.",
    { allowed: "true, false or an object", example: "true" },
  ).default(false),
  kubernetes: field(
    kubernetes,
    "AKS cluster for jobs and models, in the environment's own workspace; needs customerNetwork.",
    {
      allowed: "an object with inference",
      example: '{ "inference": { "sslSecret": "models-tls", "sslCname": "models.example.com" } }',
    },
  ).exactOptional(),
};
