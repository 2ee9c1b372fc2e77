import { ElementNode, type ElementSource, type Links } from "./element.js";
import { type JsonObject } from "./json.js";
import type { Element, Reading, Resource, Scope } from "./model.js";
import { type Path } from "./path.js";
/** What CDKTF notes beside a resource. */
export interface Metadata {
    readonly path?: string | undefined;
    readonly uniqueId?: string | undefined;
}
/** A resource, data source or ephemeral resource. */
export declare class ResourceNode extends ElementNode implements Resource {
    #private;
    readonly type: string;
    readonly constructPath: string | undefined;
    readonly uniqueId: string | undefined;
    constructor(scope: Scope, source: ElementSource & {
        readonly type: string;
        readonly metadata: Metadata;
    }, links: Links);
    get provider(): Element | undefined;
    get providerName(): string;
    get armType(): string | undefined;
    get apiVersion(): string | undefined;
    get body(): JsonObject | undefined;
    get properties(): JsonObject | undefined;
    get arm(): JsonObject | undefined;
    readArm(path: string | Path): Reading;
}
