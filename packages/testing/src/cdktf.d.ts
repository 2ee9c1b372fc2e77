/**
 * What this library knows of CDKTF: the shapes it relies on, told apart by CDKTF's own symbols. CDKTF itself isn't
 * imported, so one copy of it, the consumer's, is in play.
 */
/** A construct. */
interface ConstructLike {
    readonly node: {
        readonly id: string;
        readonly path: string;
        readonly root: unknown;
        findAll(): readonly unknown[];
        validate(): readonly string[];
    };
}
/** CDKTF's `TerraformStack`. */
export interface StackLike extends ConstructLike {
    prepareStack(): void;
    toTerraform(): unknown;
    readonly synthesizer: {
        synthesize(session: never): void;
    };
}
/** CDKTF's `App`. */
export interface AppLike extends ConstructLike {
    synth(): void;
    readonly skipValidation: boolean;
    readonly manifest: {
        buildManifest(): unknown;
    };
}
/** A resource or data source (L1) of CDKTF. */
export interface ElementLike extends ConstructLike {
    readonly terraformResourceType: string;
    readonly friendlyUniqueId: string;
    readonly cdktfStack: ConstructLike;
}
export declare function isStack(value: unknown): value is StackLike;
export declare function isApp(value: unknown): value is AppLike;
export declare function isElement(value: unknown): value is ElementLike;
/** The Terraform address of a resource or data source: `data.azurerm_client_config.me`. */
export declare function addressOf(element: ElementLike): string;
/** The app that a construct is part of. */
export declare function appOf(construct: ConstructLike): AppLike;
export {};
