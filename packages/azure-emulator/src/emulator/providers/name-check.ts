import { textOf } from "../arm/body.js";
import { readObject } from "../arm/request-body.js";
import type { Endpoint } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";

/**
 * `checkNameAvailability` of a namespace whose names are unique in all of Azure.
 * @param taken returns why a name in lower case isn't available; undefined if it is
 * @param property the property of the answer that says whether it is
 */
export function nameCheck(
  taken: (name: string, state: EmulatorState) => string | undefined,
  property = "nameAvailable",
): Endpoint {
  return {
    method: "POST",
    path: "checkNameAvailability",
    answer: (_, state, { text }) => {
      const message = taken(textOf(readObject(text)["name"])?.toLowerCase() ?? "", state);
      return {
        status: 200,
        body: message === undefined ? { [property]: true } : { [property]: false, reason: "AlreadyExists", message },
      };
    },
  };
}
