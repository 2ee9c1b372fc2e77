import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Arguments of a resource. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Resources of synthesized stacks. */
export interface SynthesizedResources {
  /** Arguments by stack and address, such as `aml-dev/azurerm_subnet.Network_1A2B3C4D`. */
  readonly resources: Readonly<Record<string, Arguments>>;
  /** New addresses of resources with `moved` blocks, by their old addresses. */
  readonly moved: Readonly<Record<string, string>>;
}

/** A synthesized stack. */
export interface StackText {
  readonly name: string;
  /** Content of its `cdk.tf.json`. */
  readonly text: string;
}

interface StackContent {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** The stacks in a folder, by name; none if nothing was synthesized there. */
export function readStacks(folder: string): StackText[] {
  const stacks = join(folder, "stacks");
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks)
    .sort()
    .map((name) => ({ name, file: join(stacks, name, "cdk.tf.json") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, text: readFileSync(file, "utf8") }));
}

/** The resources of stacks, sorted by address. */
export function resourcesOf(stacks: readonly StackText[]): SynthesizedResources {
  const resources: [string, Arguments][] = [];
  const moves: [string, string][] = [];
  for (const { name: stack, text } of stacks) {
    const { resource = {}, moved = [] } = JSON.parse(text) as StackContent;
    for (const [type, named] of Object.entries(resource)) {
      for (const [name, { "//": _metadata, ...args }] of Object.entries(named)) {
        resources.push([`${stack}/${type}.${name}`, args]);
      }
    }
    for (const { from, to } of moved) moves.push([`${stack}/${from}`, `${stack}/${to}`]);
  }
  return { resources: Object.fromEntries(resources.sort(byKey)), moved: Object.fromEntries(moves.sort(byKey)) };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
