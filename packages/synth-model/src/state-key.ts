import { resolve } from "node:path";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";

/**
 * The arguments that determine where a backend stores a state, with their defaults. Other arguments, such as those for
 * signing in, are ignored. An argument without a default or value is given by `terraform init -backend-config`.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
const PLACE: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  azurerm: { storage_account_name: undefined, container_name: undefined, key: undefined },
  s3: { bucket: undefined, key: undefined },
  gcs: { bucket: undefined, prefix: "" },
  http: { address: undefined },
  consul: { address: "", path: undefined },
  pg: { conn_str: undefined, schema_name: "terraform_remote_state" },
  kubernetes: { namespace: "default", secret_suffix: undefined },
  oss: { bucket: undefined, prefix: "env:", key: "terraform.tfstate" },
  cos: { bucket: undefined, prefix: "", key: "terraform.tfstate" },
  remote: { hostname: "app.terraform.io", organization: undefined, workspaces: undefined },
};

/**
 * A text that is equal for two backends exactly if they store their state in the same place. Undefined if the
 * configuration doesn't determine the place.
 * @param workingDirectory folder to which the path of a local state is relative
 */
export function stateKey(type: string, config: JsonObject, workingDirectory: string): string | undefined {
  if (type === "local") {
    const path = config["path"] ?? "terraform.tfstate";
    return typeof path === "string" ? `local ${resolve(workingDirectory, path)}` : undefined;
  }
  const place = PLACE[type];
  if (!place) return `${type} ${canonical(config)}`;
  const parts: Json[] = [];
  for (const [name, fallback] of Object.entries(place)) {
    const value = config[name] ?? fallback;
    if (value === undefined) return undefined;
    parts.push(value);
  }
  return `${type} ${canonical(parts)}`;
}

/** JSON with sorted keys. A list with one object is the same as that object. */
function canonical(value: Json): string {
  if (isJsonList(value)) {
    if (value.length === 1 && isJsonObject(value[0])) return canonical(value[0]);
    return `[${value.map(canonical).join(",")}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
