/**
 * What another version does to resources that are deployed: read from addresses and arguments, before any plan.
 */
import { isDeepStrictEqual } from "node:util";
import { forcesReplacement } from "./force-new.mjs";

/** @typedef {import("./stacks.mjs").Synthesized} Synthesized */
/** @typedef {import("./stacks.mjs").Arguments} Arguments */
/** @typedef {"replaced" | "destroyed" | "refused" | "added" | "changed" | "moved"} PlanAction */

/**
 * @typedef {object} ArgumentChange
 * @property {string} path `ip_configuration[0].subnet_id`
 * @property {unknown} before undefined if it wasn't there
 * @property {unknown} after undefined if it's gone
 * @property {boolean} forcesReplacement
 */

/**
 * @typedef {object} ResourceChange
 * @property {string} address stack and Terraform address, as it is now, or was if it's gone
 * @property {PlanAction} action
 * @property {string} [from] where it was, if it has moved
 * @property {ArgumentChange[]} changes
 * @property {string[]} because addresses whose own replacement replaces this one
 */

/** What loses most comes first. @type {readonly PlanAction[]} */
export const PLAN_ACTIONS = ["replaced", "destroyed", "refused", "moved", "changed", "added"];

/**
 * @param {Synthesized} before
 * @param {Synthesized} after
 * @returns {ResourceChange[]} by action, then by address
 */
export function compareTerraform(before, after) {
  const { origins, old } = afterMoves(before, after);
  /** @type {Map<string, ResourceChange>} */
  const changes = new Map();
  for (const address of Object.keys(old)) {
    if (!(address in after.resources)) changes.set(address, { address, action: "destroyed", changes: [], because: [] });
  }
  for (const [address, now] of Object.entries(after.resources)) {
    const was = old[address];
    if (!was) {
      changes.set(address, { address, action: "added", changes: [], because: [] });
      continue;
    }
    const found = changesOf(address, was, now);
    const from = origins.get(address);
    if (found.length === 0 && from === undefined) continue;
    const replaced = found.some((change) => change.forcesReplacement);
    const inPlace = losesBlock(address, was, now) ? "refused" : from === undefined ? "changed" : "moved";
    const action = replaced ? "replaced" : inPlace;
    changes.set(address, { address, action, ...(from === undefined ? {} : { from }), changes: found, because: [] });
  }
  spreadReplacements(after, changes);
  return [...changes.values()].sort(
    (a, b) => PLAN_ACTIONS.indexOf(a.action) - PLAN_ACTIONS.indexOf(b.action) || (a.address < b.address ? -1 : 1),
  );
}

/**
 * The older resources under the addresses that `moved` blocks give them, and referring to each other by these.
 * @param {Synthesized} before @param {Synthesized} after
 */
function afterMoves(before, after) {
  /** @type {Map<string, string>} */
  const origins = new Map();
  for (const [from, to] of Object.entries(after.moved)) {
    if (from in before.resources && !(from in after.resources) && to in after.resources && !(to in before.resources))
      origins.set(to, from);
  }
  /** @type {Map<string, [string, string][]>} */
  const renamed = new Map();
  for (const [to, from] of origins) {
    const [stack] = split(from);
    renamed.set(stack, [...(renamed.get(stack) ?? []), [split(from)[1], split(to)[1]]]);
  }
  const targets = new Map([...origins].map(([to, from]) => [from, to]));
  /** @type {Record<string, Arguments>} */
  const old = {};
  for (const [address, args] of Object.entries(before.resources)) {
    const names = renamed.get(split(address)[0]) ?? [];
    old[targets.get(address) ?? address] = names.length === 0 ? args : mapTexts(args, (text) => rename(text, names));
  }
  return { origins, old };
}

/** @param {string} address @returns {[string, string]} the stack, and the address in Terraform */
function split(address) {
  const slash = address.indexOf("/");
  return [address.slice(0, slash), address.slice(slash + 1)];
}

/** @param {string} text @param {readonly [string, string][]} names */
function rename(text, names) {
  return names.reduce((result, [from, to]) => result.replace(mention(from), () => to), text);
}

/** @param {string} address @returns {RegExp} that finds it in an expression, and not as a part of a longer one */
function mention(address) {
  return new RegExp(`(?<![\\w.-])${address.replaceAll(".", "\\.")}(?![\\w-])`, "g");
}

/**
 * @template T
 * @param {T} value
 * @param {(text: string) => string} map
 * @returns {T}
 */
function mapTexts(value, map) {
  return JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "string" ? map(each) : each));
}

/** @param {string} address @param {Arguments} before @param {Arguments} after @returns {ArgumentChange[]} */
function changesOf(address, before, after) {
  const type = typeOf(address);
  const ignored = ignoredBy(after);
  /** @type {ArgumentChange[]} */
  const found = [];
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    // The order of an apply is nothing that is deployed.
    if (key === "depends_on" || ignored === "all" || ignored.has(key)) continue;
    for (const { path, was, now } of leaves(before[key], after[key], [key])) {
      const names = path.filter((part) => typeof part === "string");
      const meta = key === "lifecycle" || key === "provider";
      const force = !meta && forcesReplacement(type, names, was, now);
      found.push({ path: pathText(path), before: was, after: now, forcesReplacement: force });
    }
  }
  return found;
}

/** Arguments with blocks of addresses that Azure doesn't take away while something has an address in them. */
const BLOCKS = { azurerm_virtual_network: "address_space", azurerm_subnet: "address_prefixes" };

/** @param {string} address @param {Arguments} before @param {Arguments} after @returns {boolean} */
function losesBlock(address, before, after) {
  const argument = /** @type {Record<string, string>} */ (BLOCKS)[typeOf(address)];
  if (argument === undefined) return false;
  const [was, now] = [before[argument], after[argument]];
  return Array.isArray(was) && Array.isArray(now) && was.some((block) => !now.includes(block));
}

/** @param {Arguments} args @returns {Set<unknown> | "all"} the arguments whose changes Terraform doesn't apply */
function ignoredBy({ lifecycle }) {
  const ignored = firstOf(lifecycle)?.["ignore_changes"];
  return ignored === "all" ? "all" : new Set(Array.isArray(ignored) ? ignored : []);
}

/** @param {unknown} block @returns {Record<string, unknown> | undefined} */
function firstOf(block) {
  return /** @type {Record<string, unknown> | undefined} */ (Array.isArray(block) ? block[0] : block);
}

/**
 * @param {unknown} was @param {unknown} now @param {readonly (string | number)[]} path
 * @returns {{ path: readonly (string | number)[], was: unknown, now: unknown }[]}
 */
function leaves(was, now, path) {
  if (isDeepStrictEqual(was, now)) return [];
  if (isBranch(was) && isBranch(now) && Array.isArray(was) === Array.isArray(now)) {
    const [old, current] = [Object.entries(was), Object.entries(now)].map((entries) => new Map(entries));
    const keys = [...new Set([...(old?.keys() ?? []), ...(current?.keys() ?? [])])];
    return keys.flatMap((key) =>
      leaves(old?.get(key), current?.get(key), [...path, Array.isArray(now) ? Number(key) : key]),
    );
  }
  return [{ path, was, now }];
}

/** @param {unknown} value @returns {value is object} */
function isBranch(value) {
  return typeof value === "object" && value !== null;
}

/** @param {readonly (string | number)[]} path */
function pathText(path) {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** @param {string} address */
function typeOf(address) {
  return split(address)[1].split(".")[0] ?? "";
}

/**
 * A resource that can't be changed in place is replaced as well when something that it is made from gets another id, or
 * something that it names in `replace_triggered_by` changes.
 * @param {Synthesized} after @param {Map<string, ResourceChange>} changes
 */
function spreadReplacements(after, changes) {
  const pending = [...changes.values()].filter(({ action }) => action === "replaced" || action === "changed");
  for (let change = pending.shift(); change !== undefined; change = pending.shift()) {
    const [stack, target] = split(change.address);
    for (const [address, args] of Object.entries(after.resources)) {
      const known = changes.get(address);
      if (split(address)[0] !== stack || known?.action === "added" || known?.because.includes(change.address)) continue;
      if (!isReplacedWith(address, args, change, target, after)) continue;
      const next = known ?? { address, action: "replaced", changes: [], because: [] };
      const isNews = !known || known.action !== "replaced";
      next.action = "replaced";
      next.because.push(change.address);
      changes.set(address, next);
      if (isNews) pending.push(next);
    }
  }
}

/**
 * @param {string} address @param {Arguments} args
 * @param {ResourceChange} change @param {string} target the address of what has changed, in its stack
 * @param {Synthesized} after
 */
function isReplacedWith(address, args, change, target, after) {
  const triggers = firstOf(args["lifecycle"])?.["replace_triggered_by"];
  if (Array.isArray(triggers) && triggers.some((trigger) => mention(target).test(String(trigger)))) return true;
  if (change.action !== "replaced" || address === change.address) return false;
  const ignored = ignoredBy(args);
  return Object.entries(args).some(
    ([key, value]) =>
      key !== "depends_on" && key !== "lifecycle" && ignored !== "all" && !ignored.has(key) && refers(value, [key]),
  );

  /** @param {unknown} value @param {readonly string[]} path @returns {boolean} */
  function refers(value, path) {
    if (isBranch(value))
      return Object.entries(value).some(([key, each]) => refers(each, Array.isArray(value) ? path : [...path, key]));
    if (typeof value !== "string" || !forcesReplacement(typeOf(address), path)) return false;
    return [...value.matchAll(new RegExp(`${mention(target).source}\\.(\\w+)`, "g"))].some(
      ([, attribute]) => !isWritten(attribute ?? "", after.resources[change.address] ?? {}, change),
    );
  }
}

/**
 * What the program writes is known before the resource is created again.
 * @param {string} attribute @param {Arguments} args @param {ResourceChange} change
 */
function isWritten(attribute, args, change) {
  return attribute in args && !change.changes.some(({ path }) => path === attribute);
}
