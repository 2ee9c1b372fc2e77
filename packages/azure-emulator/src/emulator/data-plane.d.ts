import type { ResourceStore } from "./arm/resource-store.js";
import type { Answer, Request, Service } from "./http.js";
/** The hosts of data planes, with the type of the resource that is named in them. */
export declare const DATA_PLANES: readonly {
    readonly suffix: string;
    readonly type: string;
}[];
/**
 * The data planes, seen from outside every virtual network: what is private answers 403, as Azure's own would. Nothing
 * is stored in them.
 */
export declare class DataPlane implements Service {
    #private;
    constructor(resources: ResourceStore);
    answer({ host }: Request): Answer;
}
