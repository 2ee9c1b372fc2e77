import { type JsonObject } from "../json.js";
/** A top-level block of Terraform JSON: `resource.azurerm_subnet.pe` with its body. */
export interface SourceBlock {
    readonly keyword: Keyword;
    /** Type and name for a resource, name for a variable, none for `terraform`. */
    readonly labels: readonly string[];
    readonly body: JsonObject;
}
/** How many labels the blocks have that Terraform knows at the top of a file. */
declare const LABELS: {
    readonly terraform: 0;
    readonly locals: 0;
    readonly moved: 0;
    readonly import: 0;
    readonly removed: 0;
    readonly provider: 1;
    readonly variable: 1;
    readonly output: 1;
    readonly module: 1;
    readonly check: 1;
    readonly resource: 2;
    readonly data: 2;
    readonly ephemeral: 2;
    readonly action: 2;
    readonly list: 2;
};
/** The name of a kind of top-level block. */
export type Keyword = keyof typeof LABELS;
/**
 * The blocks of a file. Terraform lets an object stand for a list of one at every level, and takes `"//"` as a comment.
 * @param problem is told what isn't Terraform; the rest is read all the same
 *
 * Source: "JSON Configuration Syntax" of the Terraform language.
 */
export declare function readBlocks(file: unknown, problem: (message: string) => void): SourceBlock[];
export {};
