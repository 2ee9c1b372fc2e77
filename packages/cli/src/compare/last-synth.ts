import { holdsData } from "../plans/plan-losses.js";
import { type ComparedResource, compareTerraform } from "./compare-terraform.js";
import { type Arguments, resourcesOf, type StackText } from "./read-stacks.js";

/** A stack that the last synth wrote, and that the configuration no longer contains. */
export interface RemovedStackText {
  readonly name: string;
  /** Number of its resources. */
  readonly resources: number;
  /** Addresses of its resources with data, with the stack. */
  readonly withData: readonly string[];
}

/** Changes of a synth, compared with the last one in the same folder. */
export interface LastSynth {
  /** Resources that are replaced or destroyed, in stacks that both synths contain. */
  readonly lost: readonly ComparedResource[];
  /** The lost resources that contain data. */
  readonly withData: readonly ComparedResource[];
  readonly removed: readonly RemovedStackText[];
}

/** Compares the stacks of a synth with those that the last one wrote in the same folder. */
export function compareWithLastSynth(last: readonly StackText[], now: readonly StackText[]): LastSynth {
  const current = new Map(now.map(({ name, text }) => [name, text]));
  const changed = last.filter(({ name, text }) => current.get(name) !== text);
  if (changed.length === 0) return { lost: [], withData: [], removed: [] };
  const kept = changed.filter(({ name }) => current.has(name));
  const before = resourcesOf(kept);
  const after = resourcesOf(now.filter(({ name }) => kept.some((stack) => stack.name === name)));
  const lost = compareTerraform(before, after).filter(({ action }) => action === "replaced" || action === "destroyed");
  return {
    lost,
    withData: lost.filter(({ address, from = address }) => isStateful([from, before.resources[from] ?? {}])),
    removed: changed
      .filter(({ name }) => !current.has(name))
      .map((stack) => {
        const resources = Object.entries(resourcesOf([stack]).resources);
        const withData = resources.filter(isStateful).map(([address]) => address);
        return { name: stack.name, resources: resources.length, withData };
      })
      // A stack without resources was only synthesized to be destroyed.
      .filter(({ resources }) => resources > 0),
  };
}

/** Warning with the addresses of resources whose data would be lost; undefined if there are none. */
export function lossWarning({ lost, withData }: LastSynth, folder: string): string | undefined {
  if (withData.length === 0) return undefined;
  return [
    `warning: compared with the last synth in ${folder}, this one ${actionsOf(lost)}. If that one is deployed, ` +
      `deploying this one loses the data of ${withData.length}:`,
    ...withData.map((resource) => `  ${resource.address}: ${reasonOf(resource)}`),
    "To keep the data, undo the change of the configuration. plan and deploy refuse the change without --allow-replace ADDRESS for each of them.",
  ].join("\n");
}

function isStateful([address, { type }]: readonly [string, Arguments]): boolean {
  return holdsData(address.slice(address.indexOf("/") + 1).split(".")[0] ?? "", type);
}

function actionsOf(lost: readonly ComparedResource[]): string {
  const count = (action: ComparedResource["action"]) => lost.filter((resource) => resource.action === action).length;
  const counts = [
    { verb: "replaces", number: count("replaced") },
    { verb: "removes", number: count("destroyed") },
  ].filter(({ number }) => number > 0);
  return counts
    .map(({ verb, number }, index) => `${verb} ${number}${index === 0 ? ` resource${number === 1 ? "" : "s"}` : ""}`)
    .join(" and ");
}

function reasonOf({ action, changes, because }: ComparedResource): string {
  if (action === "destroyed") return "removed";
  const forced = [...new Set(changes.filter((change) => change.forcesReplacement).map(({ path }) => path))];
  const reasons = forced.length > 0 ? forced : because.slice(0, 1);
  return `replaced, because of ${reasons.join(" and ")}`;
}
