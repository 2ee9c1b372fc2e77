import type { Resource } from "@org/aml-synth-model";
import { ArmId } from "@org/azure-catalog";
import type { Inventory } from "./inventory.js";
import { nameOf } from "./network.js";
import { isArm, type Pointer, pointTo, readText } from "./reader.js";

/** Where a datastore's data is. */
export interface Store {
  /** The storage account or SQL server; undefined if the stacks don't create it. */
  readonly store: Resource | undefined;
  /** Its name, which is unique in Azure; undefined if it isn't known. */
  readonly name: string | undefined;
  /** What the data is, for people, such as `data lake`. */
  readonly kind: string;
  /** The sub-resources whose private endpoints its data needs. */
  readonly subResources: readonly string[];
}

const BLOBS = { kind: "blob container", subResources: ["blob"] };
const LAKE = { kind: "data lake", subResources: ["blob", "dfs"] };
const SHARE = { kind: "file share", subResources: ["file"] };
const SQL = { kind: "SQL database", subResources: ["sqlServer"] };
const UNKNOWN = { kind: "data", subResources: [] };

/** Kinds of data by type of a datastore, of ARM in lower case and of azurerm. */
const KINDS: Readonly<Record<string, Omit<Store, "store" | "name">>> = {
  azureblob: BLOBS,
  azuredatalakegen2: LAKE,
  azurefile: SHARE,
  azuresqldatabase: SQL,
  azurerm_machine_learning_datastore_blobstorage: BLOBS,
  azurerm_machine_learning_datastore_datalake_gen2: LAKE,
  azurerm_machine_learning_datastore_fileshare: SHARE,
};

/** Where a datastore's data is. */
export function storeOf(datastore: Resource, inventory: Inventory): Store {
  const type = isArm(datastore)
    ? (readText(datastore, "", "properties.datastoreType") ??
      readText(datastore, "", "properties.contents.contentsType") ??
      "")
    : datastore.type;
  const to = targetOf(datastore);
  const store = to?.resource ?? (to?.literal ? named(inventory, to.shape) : undefined);
  const name = store ? nameOf(store) : to?.literal ? to.shape : undefined;
  return { store, name, ...(KINDS[type.toLowerCase()] ?? UNKNOWN) };
}

/** Whether an id leads to a store. Undefined if that isn't known. */
export function leadsTo({ resource, literal, shape }: Pointer, { store, name }: Store): boolean | undefined {
  if (resource && store) return resource === store;
  const literalId = literal ? ArmId.tryParse(shape) : undefined;
  const target = resource ? readText(resource, "name", "name") : literalId?.name;
  return target === undefined ? undefined : target.toLowerCase() === name?.toLowerCase();
}

/** The target of the name in an ARM body, or the account of the container or share that azurerm's types refer to. */
function targetOf(datastore: Resource): Pointer | undefined {
  if (isArm(datastore)) {
    const names = ["properties.accountName", "properties.contents.serverName"];
    return names.flatMap((path) => pointTo(datastore, "", path) ?? [])[0];
  }
  const part =
    pointTo(datastore, "storage_container_id")?.resource ?? pointTo(datastore, "storage_fileshare_id")?.resource;
  return part && pointTo(part, "storage_account_id");
}

function named(inventory: Inventory, name: string): Resource | undefined {
  return ["Microsoft.Storage/storageAccounts", "Microsoft.Sql/servers"]
    .flatMap((type) => inventory.created(type))
    .find((resource) => nameOf(resource).toLowerCase() === name.toLowerCase());
}
