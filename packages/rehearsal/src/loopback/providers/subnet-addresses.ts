import { freeAddress } from "../addresses.js";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textOf, textsOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { World } from "../world.js";

/** The next free private address of a subnet. */
export function freeAddressIn(subnet: ArmResource, world: World, alsoTaken: readonly string[] = []): string {
  const { properties } = subnet.body;
  const prefix = textsOf(properties["addressPrefixes"])[0] ?? textOf(properties["addressPrefix"]) ?? "";
  const taken = world.resources.ofType("Microsoft.Network/networkInterfaces").flatMap(({ body }) =>
    objectsOf(body.properties["ipConfigurations"]).flatMap((configuration) => {
      const own = objectOf(configuration["properties"]);
      const reference = referenceOf(own["subnet"]);
      return reference !== undefined && subnet.id.equals(reference) ? textsOf([own["privateIPAddress"]]) : [];
    }),
  );
  const address = freeAddress(prefix, [...taken, ...alsoTaken]);
  if (address !== undefined) return address;
  throw new ArmError(
    400,
    "SubnetIsFull",
    `Subnet ${subnet.id.name} with address prefix ${prefix} does not have enough capacity for 1 IP addresses.`,
  );
}
