import { isDeepStrictEqual } from "node:util";
import { forcesReplacement } from "./force-new.js";
import type { Arguments, SynthesizedResources } from "./read-stacks.js";

/** Effect on a deployed resource. `refused` is a change in place that Azure rejects. */
export type ComparedAction = "replaced" | "destroyed" | "refused" | "moved" | "changed" | "added";

/** A change of one argument. */
export interface ArgumentChange {
  /** Path of the argument, such as `ip_configuration[0].subnet_id`. */
  readonly path: string;
  /** Undefined if it is new. */
  readonly before: unknown;
  /** Undefined if it was removed. */
  readonly after: unknown;
  readonly forcesReplacement: boolean;
}

/** Effect on one resource. */
export interface ComparedResource {
  /** Stack and current Terraform address; the former address of a removed resource. */
  readonly address: string;
  readonly action: ComparedAction;
  /** Its former address, if it has moved. */
  readonly from?: string;
  readonly changes: readonly ArgumentChange[];
  /** Addresses of resources whose change replaces this one. */
  readonly because: readonly string[];
}

/** Actions, the most severe first. */
const SEVERITY: readonly ComparedAction[] = ["replaced", "destroyed", "refused", "moved", "changed", "added"];

type Working = { -readonly [Key in keyof ComparedResource]: ComparedResource[Key] } & { because: string[] };

/**
 * The effect of a synthesized output on the resources that an earlier output has deployed. It is derived from addresses
 * and arguments, without a plan.
 * @returns the effects, sorted by severity, then by address
 */
export function compareTerraform(before: SynthesizedResources, after: SynthesizedResources): ComparedResource[] {
  const { origins, old } = afterMoves(before, after);
  const changes = new Map<string, Working>();
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
    (a, b) => SEVERITY.indexOf(a.action) - SEVERITY.indexOf(b.action) || (a.address < b.address ? -1 : 1),
  );
}

/** The earlier resources with their new addresses according to `moved` blocks, also in references. */
function afterMoves(before: SynthesizedResources, after: SynthesizedResources) {
  const origins = new Map<string, string>();
  for (const [from, to] of Object.entries(after.moved)) {
    if (from in before.resources && !(from in after.resources) && to in after.resources && !(to in before.resources))
      origins.set(to, from);
  }
  const renamed = new Map<string, [string, string][]>();
  for (const [to, from] of origins) {
    const [stack] = split(from);
    renamed.set(stack, [...(renamed.get(stack) ?? []), [split(from)[1], split(to)[1]]]);
  }
  const targets = new Map([...origins].map(([to, from]) => [from, to]));
  const old: Record<string, Arguments> = {};
  for (const [address, args] of Object.entries(before.resources)) {
    const names = renamed.get(split(address)[0]) ?? [];
    old[targets.get(address) ?? address] = names.length === 0 ? args : mapTexts(args, (text) => rename(text, names));
  }
  return { origins, old };
}

/** The stack, and the Terraform address. */
function split(address: string): [string, string] {
  const slash = address.indexOf("/");
  return [address.slice(0, slash), address.slice(slash + 1)];
}

function rename(text: string, names: readonly [string, string][]): string {
  return names.reduce((result, [from, to]) => result.replace(mention(from), () => to), text);
}

/** Matches an address in an expression, but not as part of a longer one. */
function mention(address: string): RegExp {
  return new RegExp(`(?<![\\w.-])${address.replaceAll(".", "\\.")}(?![\\w-])`, "g");
}

function mapTexts(value: Arguments, map: (text: string) => string): Arguments {
  return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    typeof each === "string" ? map(each) : each,
  ) as Arguments;
}

function changesOf(address: string, before: Arguments, after: Arguments): ArgumentChange[] {
  const type = terraformTypeOf(address);
  const ignored = ignoredBy(after);
  const found: ArgumentChange[] = [];
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    // `depends_on` affects only the order of an apply.
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

/** Arguments with address blocks, which Azure doesn't remove as long as one of their addresses is in use. */
const BLOCKS: Readonly<Record<string, string>> = {
  azurerm_virtual_network: "address_space",
  azurerm_subnet: "address_prefixes",
};

function losesBlock(address: string, before: Arguments, after: Arguments): boolean {
  const argument = BLOCKS[terraformTypeOf(address)];
  if (argument === undefined) return false;
  const [was, now] = [before[argument], after[argument]];
  return Array.isArray(was) && Array.isArray(now) && was.some((block) => !now.includes(block));
}

/** The arguments whose changes Terraform doesn't apply. */
function ignoredBy({ lifecycle }: Arguments): ReadonlySet<unknown> | "all" {
  const ignored = firstOf(lifecycle)?.["ignore_changes"];
  return ignored === "all" ? "all" : new Set(Array.isArray(ignored) ? (ignored as unknown[]) : []);
}

function firstOf(block: unknown): Arguments | undefined {
  return (Array.isArray(block) ? block[0] : block) as Arguments | undefined;
}

type Path = readonly (string | number)[];

function leaves(was: unknown, now: unknown, path: Path): { path: Path; was: unknown; now: unknown }[] {
  if (isDeepStrictEqual(was, now)) return [];
  if (isBranch(was) && isBranch(now) && Array.isArray(was) === Array.isArray(now)) {
    const [old, current] = [new Map(Object.entries(was)), new Map(Object.entries(now))];
    const keys = [...new Set([...old.keys(), ...current.keys()])];
    return keys.flatMap((key) =>
      leaves(old.get(key), current.get(key), [...path, Array.isArray(now) ? Number(key) : key]),
    );
  }
  return [{ path, was, now }];
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function pathText(path: Path): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

function terraformTypeOf(address: string): string {
  return split(address)[1].split(".")[0] ?? "";
}

/**
 * A resource is also replaced if an argument that forces replacement refers to a replaced resource, or if a resource in
 * `replace_triggered_by` changes.
 */
function spreadReplacements(after: SynthesizedResources, changes: Map<string, Working>): void {
  const pending = [...changes.values()].filter(({ action }) => action === "replaced" || action === "changed");
  for (let change = pending.shift(); change !== undefined; change = pending.shift()) {
    const [stack, target] = split(change.address);
    for (const [address, args] of Object.entries(after.resources)) {
      const known = changes.get(address);
      if (split(address)[0] !== stack || known?.action === "added" || known?.because.includes(change.address)) continue;
      if (!isReplacedWith(address, args, change, target, after)) continue;
      const next: Working = known ?? { address, action: "replaced", changes: [], because: [] };
      const isNews = !known || known.action !== "replaced";
      next.action = "replaced";
      next.because.push(change.address);
      changes.set(address, next);
      if (isNews) pending.push(next);
    }
  }
}

/** @param target the address of what has changed, in its stack */
function isReplacedWith(
  address: string,
  args: Arguments,
  change: ComparedResource,
  target: string,
  after: SynthesizedResources,
): boolean {
  const triggers = firstOf(args["lifecycle"])?.["replace_triggered_by"];
  if (Array.isArray(triggers) && triggers.some((trigger) => mention(target).test(String(trigger)))) return true;
  if (change.action !== "replaced" || address === change.address) return false;
  const ignored = ignoredBy(args);
  return Object.entries(args).some(
    ([key, value]) =>
      key !== "depends_on" && key !== "lifecycle" && ignored !== "all" && !ignored.has(key) && refers(value, [key]),
  );

  function refers(value: unknown, path: readonly string[]): boolean {
    if (isBranch(value))
      return Object.entries(value).some(([key, each]) => refers(each, Array.isArray(value) ? path : [...path, key]));
    if (typeof value !== "string" || !value.includes(target)) return false;
    if (!forcesReplacement(terraformTypeOf(address), path)) return false;
    return [...value.matchAll(new RegExp(`${mention(target).source}\\.(\\w+)`, "g"))].some(
      ([, attribute]) => !isWritten(attribute ?? "", after.resources[change.address] ?? {}, change),
    );
  }
}

/**
 * Whether an attribute is set in the configuration and unchanged, so that its value is known before the resource is
 * recreated.
 */
function isWritten(attribute: string, args: Arguments, change: ComparedResource): boolean {
  return attribute in args && !change.changes.some(({ path }) => path === attribute);
}
