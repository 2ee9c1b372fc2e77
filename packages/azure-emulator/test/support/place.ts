import type { ArmResource } from "../../src/index.js";
import { ArmId } from "@org/azure-catalog";
import type { EmulatorState } from "../../src/emulator/emulator-state.js";

/** Puts a resource into a state, past everything that Azure Resource Manager would ask. */
export function place(
  state: EmulatorState,
  id: string,
  properties: Record<string, unknown> = {},
  location?: string,
): ArmResource {
  const parsed = ArmId.tryParse(id);
  if (!parsed) throw new Error(`${id} is no id`);
  const now = state.clock.now();
  const resource: ArmResource = {
    id: parsed,
    origin: "request",
    createdAt: now,
    writtenAt: now,
    apiVersion: "2025-12-01",
    body: { properties, ...(location === undefined ? {} : { location }) },
    etag: '"1"',
  };
  state.resources.put(resource);
  return resource;
}
