import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentCustomerNetwork, EnvironmentKubernetesOptions } from "@org/aml-platform";
import { kubernetesZoneKey } from "../config/customer-network.js";
import type { EnvironmentConfiguration } from "../config/schema.js";

/** The network of an environment's computes: options of the library. */
export function customerNetworkOptions({
  customerNetwork,
}: EnvironmentConfiguration): EnvironmentCustomerNetwork | undefined {
  if (customerNetwork === false) return undefined;
  const { trainingSubnet, publicNodes, internetOutbound } = customerNetwork === true ? {} : customerNetwork;
  return { publicNodes, trainingSubnet: { addressPrefix: trainingSubnet, internetOutbound } };
}

/** The AKS cluster of an environment: options of the library. */
export function kubernetesOptions(
  { kubernetes }: EnvironmentConfiguration,
  location: string,
  zones: ICentralPrivateDns,
): EnvironmentKubernetesOptions | undefined {
  if (!kubernetes) return undefined;
  const { subnet, inference, training, privateDnsZoneId, ...cluster } = kubernetes;
  return {
    ...cluster,
    subnet: { addressPrefix: subnet },
    privateDnsZoneId: privateDnsZoneId ?? zones.zoneIds[kubernetesZoneKey(location)],
    extension: { inference, training },
  };
}
