import { freeAddress, placeOf } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
import { INTERFACES } from "./types.js";

/**
 * The next free private address of a subnet.
 * @throws ArmError 400 SubnetIsFull
 */
export function freeAddressIn(subnet: ArmResource, state: EmulatorState, alsoTaken: readonly string[] = []): string {
  const prefixes = prefixesOf(subnet);
  const taken = [...allocationsIn(subnet, state).map(({ address }) => address), ...alsoTaken];
  for (const prefix of prefixes) {
    const address = freeAddress(prefix, taken);
    if (address !== undefined) return address;
  }
  throw new ArmError(
    400,
    "SubnetIsFull",
    `Subnet ${subnet.id.name} with address prefix ${prefixes.join(", ")} does not have enough capacity for 1 IP addresses.`,
  );
}

/**
 * Rejects a static private address that isn't available in the subnet.
 * @param owner id of the interface with the address
 * @throws ArmError 400 PrivateIPAddressNotInSubnet, PrivateIPAddressInReservedRange or PrivateIPAddressIsAllocated
 */
export function requireAddress(address: string, subnet: ArmResource, owner: string, state: EmulatorState): void {
  const prefixes = prefixesOf(subnet);
  const places = prefixes.map((prefix) => placeOf(address, prefix));
  if (places.every((place) => place === "outside")) {
    throw new ArmError(
      400,
      "PrivateIPAddressNotInSubnet",
      `Private static IP address ${address} does not belong to the range of subnet prefix ${prefixes.join(", ")}.`,
    );
  }
  if (places.includes("reserved")) {
    throw new ArmError(
      400,
      "PrivateIPAddressInReservedRange",
      `Private static IP address ${address} falls within reserved IP range of subnet prefix ${prefixes.join(", ")}.`,
    );
  }
  const other = allocationsIn(subnet, state).find((one) => one.address === address && !one.nic.id.equals(owner));
  if (!other) return;
  throw new ArmError(
    400,
    "PrivateIPAddressIsAllocated",
    `${owner} is using the private IP address ${address} which is already allocated to resource ${other.nic.id.toString()}.`,
  );
}

function prefixesOf({ body: { properties } }: ArmResource): string[] {
  return [...textsOf(properties["addressPrefixes"]), ...textsOf([properties["addressPrefix"]])];
}

/** The addresses that interfaces have from a subnet. */
function allocationsIn(subnet: ArmResource, state: EmulatorState): { address: string; nic: ArmResource }[] {
  return state.resources.ofType(INTERFACES).flatMap((nic) =>
    objectsOf(nic.body.properties["ipConfigurations"]).flatMap((configuration) => {
      const own = objectOf(configuration["properties"]);
      const [reference, address] = [referenceOf(own["subnet"]), textOf(own["privateIPAddress"])];
      if (reference === undefined || address === undefined || !subnet.id.equals(reference)) return [];
      return [{ address, nic }];
    }),
  );
}
