import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const isFound = (resource: Resources, more: object = {}) =>
  evaluated({ dev: { resource, ...more } }).rules.includes("literal-secret");
const app = (arguments_: object): Resources => ({ azurerm_linux_web_app: { main: { name: "app", ...arguments_ } } });
const extension = (protected_settings: string): Resources => ({
  azurerm_virtual_machine_extension: { main: { name: "run", protected_settings } },
});
const server = (administrator_login_password: string): Resources => ({
  azurerm_mssql_server: { main: { name: "sql", administrator_login_password } },
});
const script = Buffer.from("#!/bin/sh\nexport PASSWORD=hunter2hunter2\n").toString("base64");

describe("a secret that is a literal", () => {
  it.each<[string, Resources, object?]>([
    ["a vault's secret", { azurerm_key_vault_secret: { main: { name: "s", value: "hunter2" } } }],
    ["a connection string's block", app({ connection_string: [{ name: "db", value: "Server=db" }] })],
    ["an application setting with a key in it", app({ app_settings: { Storage: "AccountName=st;AccountKey=YWJj==" } })],
    [
      "a container's variable",
      { azurerm_container_group: { main: { container: { secure_environment_variables: { A: "b" } } } } },
    ],
    [
      "an argument that only azurerm's schema marks as sensitive",
      { azurerm_express_route_circuit: { main: { name: "c", authorization_key: "YWJj" } } },
    ],
    [
      "a block of a list",
      { azurerm_application_gateway: { main: { ssl_certificate: [{ name: "a" }, { name: "b", data: "MIIC" }] } } },
    ],
    [
      "a value that is a secret because the resource says so",
      { azurerm_api_management_named_value: { main: { value: "hunter2", secret: true } } },
    ],
    [
      "a datastore with an account key",
      { azapi_resource: { raw: { body: { properties: { credentials: { secrets: { key: "YWJj" } } } } } } },
    ],
    ["a connection string's short word for it", app({ app_settings: { DB: "Server=db;Pwd=hunter2" } })],
    ["a text that begins with ARM's escaped bracket", extension('{"storageAccountKey":"[[hunter2]"}')],
    [
      "the shortest encoded text",
      { azurerm_linux_virtual_machine: { main: { custom_data: Buffer.from("Pwd=hunter22").toString("base64") } } },
    ],
    ["JSON text", extension('{"storageAccountKey":"YWJj"}')],
    ["an encoded script", { azurerm_linux_virtual_machine: { main: { name: "vm", custom_data: script } } }],
    ["a local", server("${local.password}"), { locals: { password: "hunter2" } }],
    ["a variable's default", server("${var.password}"), { variable: { password: { default: "hunter2" } } }],
  ])("is found in %s", (_, resource, more) => {
    expect(isFound(resource, more)).toBe(true);
  });
});

describe("what only has a secret's name", () => {
  it.each<[string, Resources, object?]>([
    ["a reference to a key vault", app({ app_settings: { DB_PASSWORD: "@Microsoft.KeyVault(SecretUri=https://kv)" } })],
    ["a variable without default", server("${var.password}"), { variable: { password: { type: "string" } } }],
    ["a value that is no secret", { azurerm_api_management_named_value: { main: { value: "hunter2" } } }],
    ["an identifier", { azurerm_bot_web_app: { main: { name: "bot", microsoft_app_id: "id", display_name: "name" } } }],
    ["an expression of an ARM template", extension('{"storageAccountKey":"[parameters(1)]"}')],
    ["a random password", server("${random_password.main.result}"), {}],
    [
      "a value that is replaced by hand",
      { azurerm_key_vault_secret: { main: { value: "replace me", lifecycle: { ignore_changes: ["value"] } } } },
    ],
    ["a command", extension('{"commandToExecute":"./run.sh --password=$PASSWORD"}')],
  ])("is none: %s", (_, resource, more) => {
    expect(isFound({ ...resource, random_password: { main: { length: 24 } } }, more)).toBe(false);
  });
});
