import type { ISubnet } from "@org/aml-core";
import type { ICentralPrivateDns } from "@org/aml-dns";
import { PlatformSubnet } from "@org/aml-network";
import type { EnvironmentCustomerNetwork, EnvironmentKubernetesOptions } from "@org/aml-platform";
import type { Construct } from "constructs";
import { kubernetesZoneKey } from "../config/customer-network.js";
import type { EnvironmentConfiguration } from "../config/schema.js";

/** The network of an environment's computes: options of the library. */
export function customerNetworkOptions(
  stack: Construct,
  { customerNetwork }: EnvironmentConfiguration,
): EnvironmentCustomerNetwork | undefined {
  if (customerNetwork === false) return undefined;
  const { trainingSubnet, trainingSubnetId, publicNodes, internetOutbound } =
    customerNetwork === true ? {} : customerNetwork;
  return {
    publicNodes,
    trainingSubnet: existingSubnet(stack, "ExistingTrainingSubnet", trainingSubnetId, trainingSubnet) ?? {
      addressPrefix: trainingSubnet,
      internetOutbound,
    },
  };
}

function existingSubnet(
  stack: Construct,
  id: string,
  subnetId: string | undefined,
  addressPrefix: string | undefined,
): ISubnet | undefined {
  if (subnetId === undefined) return undefined;
  return PlatformSubnet.fromSubnetAttributes(stack, id, { subnetId, addressPrefix });
}

/** The AKS cluster of an environment: options of the library. */
export function kubernetesOptions(
  stack: Construct,
  { kubernetes }: EnvironmentConfiguration,
  location: string,
  zones: ICentralPrivateDns,
): EnvironmentKubernetesOptions | undefined {
  if (!kubernetes) return undefined;
  const { subnet, subnetId, inference, training, privateDnsZoneId, ...cluster } = kubernetes;
  return {
    ...cluster,
    subnet: existingSubnet(stack, "ExistingScoringSubnet", subnetId, subnet) ?? { addressPrefix: subnet },
    privateDnsZoneId: privateDnsZoneId ?? zones.zoneIds[kubernetesZoneKey(location)],
    extension: { inference, training },
  };
}
