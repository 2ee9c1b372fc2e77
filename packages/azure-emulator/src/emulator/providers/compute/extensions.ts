import { ArmError } from "../../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../../arm/body.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { MACHINES } from "./virtual-machines.js";

/** Extensions of virtual machines. */
export const extensions: ResourceType = {
  type: `${MACHINES}/extensions`,
  tracked: true,
  latency: { create: 60, update: 60, delete: 30 },
  locks: (id) => [id.parent?.toString() ?? ""],
  write({ id, body }, state) {
    const machine = state.resources.get(id.parent);
    const profile = objectOf(machine?.body.properties["osProfile"]);
    if (profile["allowExtensionOperations"] === false) {
      throw new ArmError(
        409,
        "OperationNotAllowed",
        "This operation cannot be performed when extension operations are disallowed. To allow, please ensure VM Agent is installed on the VM and the osProfile.allowExtensionOperations property is true.",
      );
    }
    const others = machine ? state.resources.childrenOf(machine.id).filter((other) => !other.id.equals(id)) : [];
    requireHandlersOnce(
      [...others.map(({ body: other }) => other.properties), body.properties],
      "windowsConfiguration" in profile ? "Windows" : "Linux",
      id.name,
    );
    forgetProtected(body.properties);
  },
};

/**
 * Rejects two extensions with the same handler.
 * @throws ArmError 400 BadRequest
 */
export function requireHandlersOnce(all: readonly Properties[], os: string, name: string): void {
  const seen = new Set<string>();
  for (const { publisher, type } of all) {
    const handler = `${textOf(publisher) ?? ""}.${textOf(type) ?? ""}`;
    if (seen.has(handler)) {
      throw new ArmError(
        400,
        "BadRequest",
        `Multiple VMExtensions per handler not supported for OS type '${os}'. VMExtension '${name}' with handler '${handler}' already added or specified in input.`,
      );
    }
    seen.add(handler);
  }
}

/** Removes the protected settings, which Azure never returns. */
export function forgetProtected(extension: Properties): void {
  delete extension["protectedSettings"];
}
