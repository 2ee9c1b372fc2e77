import { readFileSync } from "node:fs";
import { join } from "node:path";

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * A deployed platform with a number of environments: the deployed dev, and copies of it under other names, addresses and
 * object ids.
 * @param {object} deployed
 * @param {string} deployed.azure the emulator's resources
 * @param {readonly { name: string, text: string }[]} deployed.states
 * @param {readonly string[]} deployed.shared GUIDs that all environments have in common
 * @param {number} environments
 */
export function copiedEnvironments({ azure, states, shared }, environments) {
  const configuration = JSON.parse(readFileSync(join(import.meta.dirname, "one-environment.config.json"), "utf8"));
  /** @type {import("../../packages/azure-emulator/src/index.js").EmulatorSnapshot} */
  const { resources, principals } = JSON.parse(azure);
  const all = { resources: [...resources], principals: [...principals], states: [...states] };
  const dev = configuration.environments.dev;
  for (let number = 2; number <= environments; number++) {
    const name = `e${String(number).padStart(2, "0")}`;
    /** @param {string} text */
    const renamed = (text) =>
      text
        .replaceAll(/\bdev\b/g, name)
        .replaceAll("devcc01", `${name}cc01`)
        .replaceAll("AllowDev", `Allow${name.toUpperCase().slice(0, 1)}${name.slice(1)}`)
        .replaceAll(/\b10\.1\./g, `10.${number}.`);
    /** @template T @param {T} value @returns {T} */
    const copy = (value) => JSON.parse(withOtherIds(renamed(JSON.stringify(value)), number, shared));
    // The names of some records are GUIDs.
    const own = resources.filter(({ id }) => renamed(id) !== id || /\/privateDnsZones\/[^/]+\/A\//.test(id));
    const changed = copy(own).filter(({ id }, index) => id !== own[index]?.id);
    all.resources.push(...changed);
    all.principals.push(...copy(principals).filter((one, index) => one.objectId !== principals[index]?.objectId));
    all.states.push(...states.filter(({ name: stack }) => renamed(stack) !== stack).map((state) => copy(state)));
    configuration.environments[name] = { ...copy(dev), production: false };
  }
  return { ...all, configuration };
}

/**
 * Changes all GUIDs in a text but those of roles, and those that are shared.
 * @param {string} text @param {number} number @param {readonly string[]} shared
 */
function withOtherIds(text, number, shared) {
  return text.replace(GUID, (guid, /** @type {number} */ at) => {
    if (
      shared.includes(guid) ||
      text
        .slice(at - 16, at)
        .toLowerCase()
        .endsWith("roledefinitions/")
    )
      return guid;
    const end = (parseInt(guid.slice(-4), 16) ^ number).toString(16).padStart(4, "0");
    return guid.slice(0, -4) + end;
  });
}
