import { isDeepStrictEqual } from "node:util";
import type { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, type Properties, textOf, without } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceType, Write } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { requireImageBuild, requireRegistryImageBuild } from "../failure-modes/image-build.js";
import { requireAssetRole } from "../failure-modes/asset-roles.js";
import { makeBeside } from "../providers/shared.js";
import { requireComponentReferences } from "./component-references.js";

const NAMESPACE = "Microsoft.MachineLearningServices";

/** The kinds of assets, with the properties that can't change. */
const CONTENT = {
  codes: ["codeUri"],
  components: ["componentSpec"],
  data: ["dataUri"],
  environments: ["image", "condaFile", "build"],
  models: ["modelUri"],
} as const;

/** A kind of asset, as it is called in ids. */
export type AssetKind = keyof typeof CONTENT;

/** The kinds of assets. */
export const ASSET_KINDS = Object.keys(CONTENT) as readonly AssetKind[];

/** The kinds of assets that consist of files. */
export const FILE_KINDS: readonly AssetKind[] = ["codes", "data", "models"];

/** What the service sets if a client doesn't. */
const DEFAULTS: Readonly<Partial<Record<AssetKind, Properties>>> = {
  environments: { environmentType: "UserCreated", osType: "Linux" },
  models: { modelType: "custom_model", flavors: {} },
};

/** Virtual seconds to register a version in a registry. Workspaces answer at once. */
export const REGISTRATION_SECONDS = 20;
/** Virtual seconds to build the image of an environment. */
export const IMAGE_SECONDS = 300;

const REGISTRY_NAME = /^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}$/;

/** Containers and versions of the assets of workspaces or registries. */
export function assetTypes(owner: "workspaces" | "registries"): ResourceType[] {
  return ASSET_KINDS.flatMap((kind) => {
    const container: ResourceType = {
      type: `${NAMESPACE}/${owner}/${kind}`,
      provisioningState: false,
      list: select,
      view: viewOfContainer,
    };
    return [container, versions(owner, kind, container.type)];
  });
}

function versions(owner: "workspaces" | "registries", kind: AssetKind, container: string): ResourceType {
  const create = kind === "environments" ? IMAGE_SECONDS : owner === "registries" ? REGISTRATION_SECONDS : undefined;
  return {
    type: `${container}/versions`,
    latency: create === undefined ? undefined : { create },
    container: (id, state) => {
      const above = state.resources.get(id.parent?.parent);
      if (above) makeContainer(state, id);
    },
    write(write, state) {
      const above = state.resources.get(write.id.parent?.parent);
      if (owner === "registries" && above) {
        requireAssetRole(state, write.principal, {
          action: `${NAMESPACE}/registries/assets/write`,
          scope: above.id.toString(),
        });
        requireRegistryAssetName(kind, write.id.parent?.name ?? "");
        if (kind === "environments") requireRegistryImageBuild(above, state);
      } else if (kind === "environments" && above) {
        requireImageBuild(above, state);
      }
      completeVersion(kind, write, state);
      return undefined;
    },
    list: select,
    view: ({ body }) => ({ ...body, properties: without(body.properties, ["originAssetId"]) }),
  };
}

/** Creates the container of a version, as Azure does with the first one. */
export function makeContainer(state: EmulatorState, { parent }: ArmId): void {
  if (parent && !state.resources.get(parent)) makeBeside(state, parent, { properties: {} });
}

/**
 * Rejects a name that assets of registries can't have.
 * @throws ArmError 400 ValidationError
 */
export function requireRegistryAssetName(kind: AssetKind, name: string): void {
  if (REGISTRY_NAME.test(name)) return;
  throw new ArmError(
    400,
    "ValidationError",
    `The name '${name}' of ${kind} in a registry is invalid: it has to match ${REGISTRY_NAME.source}.`,
  );
}

/**
 * Sets the service's values of a version, and rejects another content for an existing one.
 * @throws ArmError 409 Conflict, or 400 ValidationError for a component that refers to what isn't there
 */
export function completeVersion(kind: AssetKind, { id, body, existing, principal }: Write, state: EmulatorState): void {
  const { clock, directory } = state;
  const before = existing?.body.properties;
  for (const name of CONTENT[kind]) {
    if (!before || sameContent(before[name], body.properties[name])) continue;
    throw new ArmError(
      409,
      "Conflict",
      `${kind} '${id.parent?.name ?? ""}' version '${id.name}' exists with another ${name}: a version can't be changed.`,
    );
  }
  if (kind === "components") requireComponentReferences(id, body.properties, state);
  const now = clock.date().toISOString();
  const by = directory.get(principal)?.clientId ?? principal;
  body.properties = {
    isAnonymous: false,
    isArchived: false,
    properties: {},
    tags: {},
    ...DEFAULTS[kind],
    ...without(body.properties, ["system_metadata"]),
    ...(before?.["originAssetId"] === undefined ? {} : { originAssetId: before["originAssetId"] }),
  };
  body["systemData"] = {
    createdAt: objectOf(existing?.body["systemData"])["createdAt"] ?? now,
    createdBy: by,
    createdByType: "Application",
    lastModifiedAt: now,
    lastModifiedBy: by,
    lastModifiedByType: "Application",
  };
}

/** Whether two contents are the same; an absent one is not compared, because tags are written without it. */
function sameContent(before: unknown, after: unknown): boolean {
  if (after === undefined || after === null) return true;
  return isDeepStrictEqual(before, after);
}

/** Archived assets are listed on request only; versions can be limited to the newest ones. */
export function select(found: readonly ArmResource[], query: URLSearchParams): readonly ArmResource[] {
  const view = query.get("listViewType") ?? "ActiveOnly";
  const shown = found.filter(
    ({ body }) => view === "All" || (body.properties["isArchived"] === true) === (view === "ArchivedOnly"),
  );
  const descending = /^createdtime desc$/i.test(query.get("$orderBy") ?? "");
  const ordered = descending ? shown.toReversed() : shown;
  return ordered.slice(0, Number(query.get("$top") ?? ordered.length));
}

/** A container with its latest and its next version. */
export function viewOfContainer({ id, body }: ArmResource, state: EmulatorState): ArmResource["body"] {
  const names = state.resources.childrenOf(id).map((version) => version.id.name);
  const numbers = names.map(Number).filter((number) => Number.isInteger(number));
  return {
    ...body,
    properties: {
      isArchived: false,
      ...body.properties,
      latestVersion: names.at(-1) ?? null,
      nextVersion: String(Math.max(0, ...numbers) + 1),
    },
  };
}

/** The URI of an asset's files; undefined for an asset without files. */
export function contentUriOf(kind: AssetKind, properties: Properties): string | undefined {
  return FILE_KINDS.includes(kind) ? textOf(properties[CONTENT[kind][0]]) : undefined;
}

/** The properties of an asset with another URI of its files. */
export function withContentUri(kind: AssetKind, properties: Properties, uri: string): Properties {
  return { ...properties, [CONTENT[kind][0]]: uri };
}
