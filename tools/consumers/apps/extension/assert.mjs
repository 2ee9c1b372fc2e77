import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** @param {string} name */
const stack = (name) => JSON.parse(readFileSync(`cdktf.out/stacks/${name}/cdk.tf.json`, "utf8"));
/** @param {Record<string, { name: string }>} resources */
const namesIn = (resources) => Object.values(resources).map(({ name }) => name);

const { azurerm_user_assigned_identity: identities, azurerm_storage_container: containers } = stack("aml-dev").resource;
assert(namesIn(identities).includes("id-reports-dev"));
assert.deepEqual(namesIn(containers), ["results"]);
assert.deepEqual(namesIn(stack("aml-reports").resource.azurerm_resource_group), ["rg-reports"]);
assert.match(stack("aml-reports").output.dev.value, /cross-stack-reference-input-aml-dev/);
