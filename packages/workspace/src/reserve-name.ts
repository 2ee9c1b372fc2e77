import { refuse, UniqueRegistry } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { IConstruct } from "constructs";

/** The group of names in which each kind of name is unique. */
const UNIQUE_AMONG = {
  computeCluster: "computes",
  computeInstance: "computes",
  kubernetesCompute: "computes",
  datastore: "datastores",
} as const;

/**
 * Validates a name in a workspace by Azure's rule for its kind, and reserves it. Azure compares these names
 * case-insensitively.
 * @param owner the construct that has the name
 * @throws InvalidInputError for a name that Azure rejects, such as `gpu-1` for a compute, or that already exists in the
 * workspace
 */
export function reserveName(
  workspace: IConstruct,
  owner: IConstruct,
  kind: keyof typeof UNIQUE_AMONG,
  name: string,
): void {
  assertName(kind, name, `${owner.node.path}.name`);
  UniqueRegistry.of(workspace, UNIQUE_AMONG[kind]).reserve([name.toLowerCase()], owner.node.path, (first) =>
    refuse(owner, "name", {
      value: name,
      allowed: `a name that is unique in the workspace; ${first} already has it`,
      fix: "rename one of the two",
    }),
  );
}
