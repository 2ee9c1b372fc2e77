/** A built-in role with what it allows. */
export interface RoleDefinition {
    /** GUID of the role definition. */
    readonly id: string;
    readonly name: string;
    readonly actions: readonly string[];
    readonly notActions: readonly string[];
    readonly dataActions: readonly string[];
}
/** The built-in roles of the catalogue. */
export declare const ROLE_DEFINITIONS: readonly RoleDefinition[];
