import type { Resource } from "@org/aml-synth-model";
import { isArm, pointTo, readText } from "./reader.js";

/** Where a datastore's data is. */
export interface Store {
  /** The storage account or SQL server; undefined if it is only known by name. */
  readonly store: Resource | undefined;
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
const KINDS: Readonly<Record<string, Omit<Store, "store">>> = {
  azureblob: BLOBS,
  azuredatalakegen2: LAKE,
  azurefile: SHARE,
  azuresqldatabase: SQL,
  azurerm_machine_learning_datastore_blobstorage: BLOBS,
  azurerm_machine_learning_datastore_datalake_gen2: LAKE,
  azurerm_machine_learning_datastore_fileshare: SHARE,
};

/** Where a datastore's data is. */
export function storeOf(datastore: Resource): Store {
  const type = isArm(datastore)
    ? (readText(datastore, "", "properties.datastoreType") ??
      readText(datastore, "", "properties.contents.contentsType") ??
      "")
    : datastore.type;
  return { store: targetOf(datastore), ...(KINDS[type.toLowerCase()] ?? UNKNOWN) };
}

/** The target of the name in an ARM body, or the account of the container or share that azurerm's types refer to. */
function targetOf(datastore: Resource): Resource | undefined {
  if (isArm(datastore)) {
    const names = ["properties.accountName", "properties.contents.serverName"];
    return names.flatMap((path) => pointTo(datastore, "", path)?.resource ?? [])[0];
  }
  const part =
    pointTo(datastore, "storage_container_id")?.resource ?? pointTo(datastore, "storage_fileshare_id")?.resource;
  return part && pointTo(part, "storage_account_id")?.resource;
}
