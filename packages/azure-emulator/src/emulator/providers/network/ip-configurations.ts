import { objectOf, objectsOf, referenceOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
import { BASTION_HOSTS, FIREWALLS, GATEWAYS, INTERFACES, SCALE_SET_INTERFACES } from "./types.js";

/** The types with IP configurations, and the properties that contain them. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  [INTERFACES]: ["ipConfigurations"],
  [SCALE_SET_INTERFACES]: ["ipConfigurations"],
  [BASTION_HOSTS]: ["ipConfigurations"],
  [FIREWALLS]: ["ipConfigurations", "managementIpConfiguration"],
  [GATEWAYS]: ["ipConfigurations"],
};

/** What a resource has of a subnet and of a public address. */
export interface IpConfiguration {
  readonly id: string;
  readonly owner: ArmResource;
  /** ARM id. */
  readonly subnet: string | undefined;
  /** ARM id. */
  readonly publicAddress: string | undefined;
  readonly privateAddress: string | undefined;
}

/** The IP configurations of all resources. */
export function ipConfigurations(state: EmulatorState): IpConfiguration[] {
  return Object.entries(PLACES).flatMap(([type, properties]) =>
    state.resources
      .ofType(type)
      .flatMap((owner) => properties.flatMap((property) => configurationsAt(owner, owner.body.properties[property]))),
  );
}

function configurationsAt(owner: ArmResource, configurations: unknown): IpConfiguration[] {
  return objectsOf(Array.isArray(configurations) ? configurations : [configurations]).map((configuration) => {
    const own = objectOf(configuration["properties"]);
    return {
      id: `${owner.id.toString()}/ipConfigurations/${textOf(configuration["name"]) ?? ""}`,
      owner,
      subnet: referenceOf(own["subnet"]),
      publicAddress: referenceOf(own["publicIPAddress"]),
      privateAddress: textOf(own["privateIPAddress"]),
    };
  });
}
