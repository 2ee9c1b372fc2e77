import type { IConstruct } from "constructs";
/**
 * Reserves a compute's name in its workspace. No provider checks Azure's rule, and the service answers late.
 * @throws InvalidInputError for a name that Azure refuses, such as `gpu-1`, or that another compute has
 */
export declare function reserveComputeName(workspace: IConstruct, compute: IConstruct, kind: "computeCluster" | "computeInstance", name: string): void;
