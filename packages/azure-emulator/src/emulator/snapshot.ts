import { ArmId } from "@org/azure-catalog";
import type { Body } from "./arm/body.js";
import type { Origin } from "./arm/resource.js";
import type { EmulatorState } from "./emulator-state.js";

/** The resources of an emulator, as JSON. */
export interface EmulatorSnapshot {
  readonly resources: readonly {
    /** ARM id. */
    readonly id: string;
    readonly origin: Origin;
    readonly apiVersion: string;
    readonly etag: string;
    readonly body: Readonly<Record<string, unknown>>;
  }[];
  /** The principals of managed identities. */
  readonly principals: readonly {
    readonly objectId: string;
    readonly clientId: string;
    /** ARM id of the resource whose identity it is. */
    readonly resourceId: string;
  }[];
}

/** The resources and principals of a state. */
export function snapshotOf({ resources, directory }: EmulatorState): EmulatorSnapshot {
  return {
    resources: resources
      .all()
      .map(({ id, origin, apiVersion, etag, body }) => ({ id: id.toString(), origin, apiVersion, etag, body })),
    principals: directory
      .all()
      .flatMap(({ objectId, clientId, resourceId }) =>
        clientId === undefined || resourceId === undefined ? [] : [{ objectId, clientId, resourceId }],
      ),
  };
}

/** Adds the resources of a snapshot to a state. They were created long ago, so every delay has passed. */
export function restore(snapshot: EmulatorSnapshot, { resources, directory }: EmulatorState): void {
  const before = { createdAt: -Infinity, writtenAt: -Infinity, provisionedAt: -Infinity };
  for (const { id, body, ...resource } of structuredClone(snapshot.resources)) {
    resources.put({ ...resource, ...before, id: ArmId.parse(id), body: withProperties(body) });
  }
  for (const { resourceId, ...known } of snapshot.principals) directory.add(resourceId, -Infinity, known);
}

function withProperties(body: Readonly<Record<string, unknown>>): Body {
  return { ...body, properties: body["properties"] as Body["properties"] };
}
