/**
 * A configuration with a number of environments; two are the default platform.
 * @param {number} environments up to 250
 */
export function configurationOf(environments) {
  if (environments === 2) return {};
  return {
    environments: Object.fromEntries(
      Array.from({ length: environments }, (_, index) => [
        `e${index}`,
        { production: false, addressSpace: `10.${index}.0.0/16`, privateEndpointSubnet: `10.${index}.1.0/24` },
      ]),
    ),
  };
}
