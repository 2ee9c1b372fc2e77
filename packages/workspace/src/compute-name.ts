import { refuse, UniqueRegistry } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { IConstruct } from "constructs";

/**
 * Reserves a compute's name in its workspace. No provider checks Azure's rule, and the service answers late.
 * @throws InvalidInputError for a name that Azure refuses, such as `gpu-1`, or that another compute has
 */
export function reserveComputeName(
  workspace: IConstruct,
  compute: IConstruct,
  kind: "computeCluster" | "computeInstance",
  name: string,
): void {
  assertName(kind, name, `${compute.node.path}.name`);
  UniqueRegistry.of(workspace, "computes").reserve([name.toLowerCase()], compute.node.path, (first) =>
    refuse(compute, "name", {
      value: name,
      allowed: `a name that is unique in the workspace; ${first} already has it`,
      fix: "rename one of the two",
    }),
  );
}
