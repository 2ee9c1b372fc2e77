import type { FixedSubnet } from "@org/azure-catalog";
import { freeAddresses, parseBlock, placeOf } from "../../addresses.js";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, type Properties, referenceOf, textOf, textsOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { EmulatorState } from "../../emulator-state.js";
import { type IpConfiguration, ipConfigurations } from "./ip-configurations.js";

/**
 * The next free private address of a subnet.
 * @throws ArmError 400 SubnetIsFull
 */
export function freeAddressIn(subnet: ArmResource, state: EmulatorState, alsoTaken: readonly string[] = []): string {
  return freeAddressesIn(subnet, 1, state, alsoTaken)[0] ?? "";
}

/**
 * The next free private addresses of a subnet.
 * @throws ArmError 400 SubnetIsFull
 */
export function freeAddressesIn(
  subnet: ArmResource,
  count: number,
  state: EmulatorState,
  alsoTaken: readonly string[] = [],
): string[] {
  const prefixes = prefixesOf(subnet);
  const taken = [...allocationsIn(subnet, state).flatMap(({ privateAddress }) => privateAddress ?? []), ...alsoTaken];
  const free: string[] = [];
  for (const prefix of prefixes) free.push(...freeAddresses(prefix, taken, count - free.length));
  if (free.length === count) return free;
  throw new ArmError(
    400,
    "SubnetIsFull",
    `Subnet ${subnet.id.name} with address prefix ${prefixes.join(", ")} does not have enough capacity for ${count} IP addresses.`,
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
  const other = allocationsIn(subnet, state).find(
    (one) => one.privateAddress === address && !one.owner.id.equals(owner),
  );
  if (!other) return;
  throw new ArmError(
    400,
    "PrivateIPAddressIsAllocated",
    `${owner} is using the private IP address ${address} which is already allocated to resource ${other.owner.id.toString()}.`,
  );
}

/**
 * Rejects a subnet for a service that needs one with a fixed name and a minimum size.
 *
 * Azure documents both conditions, but not the codes.
 * @param service beginning of the message, such as `Azure Firewall afw`
 * @throws ArmError 400 InvalidSubnetName or InvalidSubnetSize
 * @see https://learn.microsoft.com/azure/firewall/firewall-faq
 */
export function requireFixedSubnet(subnet: ArmResource, fixed: FixedSubnet, service: string): void {
  if (subnet.id.name !== fixed.name) {
    throw new ArmError(
      400,
      "InvalidSubnetName",
      `${service} can only be created in a subnet that is named ${fixed.name}, not ${subnet.id.name}.`,
    );
  }
  const small = prefixesOf(subnet).find((prefix) => (parseBlock(prefix)?.subnetMask ?? 0) > fixed.smallestPrefixLength);
  if (small === undefined) return;
  throw new ArmError(
    400,
    "InvalidSubnetSize",
    `${service} needs a subnet of at least /${fixed.smallestPrefixLength}; ${subnet.id.name} is ${small}.`,
  );
}

/** The blocks of a subnet. */
export function prefixesOf({ body: { properties } }: ArmResource): string[] {
  return [...textsOf(properties["addressPrefixes"]), ...textsOf([properties["addressPrefix"]])];
}

/** The private address that a configuration had before an update, if it is still in the same subnet. */
export function earlierAddress(configuration: Properties | undefined, subnet: ArmResource): string | undefined {
  const before = objectOf(configuration?.["properties"]);
  return subnet.id.equals(referenceOf(before["subnet"]) ?? "") ? textOf(before["privateIPAddress"]) : undefined;
}

/** The IP configurations in a subnet. */
export function allocationsIn(subnet: ArmResource, state: EmulatorState): IpConfiguration[] {
  return ipConfigurations(state).filter((one) => one.subnet !== undefined && subnet.id.equals(one.subnet));
}
