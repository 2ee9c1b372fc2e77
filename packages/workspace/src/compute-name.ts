import { isUnresolved, refuse } from "@org/aml-core";
import { assertName } from "@org/aml-naming";
import type { IConstruct } from "constructs";

const TAKEN = Symbol.for("@org/aml-workspace.computes");

interface WithComputes extends IConstruct {
  [TAKEN]?: Map<string, string>;
}

/**
 * Takes a compute's name in its workspace. No provider checks Azure's rule, and the service answers late.
 * @throws InvalidInputError for a name that Azure refuses, `gpu-1` among them, or that another compute has
 */
export function takeComputeName(
  workspace: IConstruct,
  compute: IConstruct,
  kind: "computeCluster" | "computeInstance",
  name: string,
): void {
  assertName(kind, name, `${compute.node.path}.name`);
  if (isUnresolved(name)) return;
  const taken = ((workspace as WithComputes)[TAKEN] ??= new Map());
  const other = taken.get(name.toLowerCase());
  if (other !== undefined) {
    refuse(compute, "name", {
      value: name,
      allowed: `a name that no other compute of the workspace has; ${other} has it`,
      fix: "give one of the two another name",
    });
  }
  taken.set(name.toLowerCase(), compute.node.path);
}
