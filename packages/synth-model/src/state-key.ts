import { resolve } from "node:path";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";

/**
 * The arguments that say where a backend keeps a state, with their defaults; the others say how to sign in.
 * One without a default that isn't given is left to `terraform init -backend-config`.
 *
 * Source: the pages of Terraform's backends.
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
 * A text that two backends share exactly if they keep their state in one place.
 * Undefined where the configuration doesn't say enough.
 * @param workingDirectory where a relative path of a local state starts
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

/** JSON with sorted keys, a list of one object the same as that object. */
function canonical(value: Json): string {
  if (isJsonList(value)) {
    if (value.length === 1 && isJsonObject(value[0])) return canonical(value[0]);
    return `[${value.map(canonical).join(",")}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
