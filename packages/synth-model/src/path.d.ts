import { type Json } from "./json.js";
/** Where a value is in a body: names and list positions, outermost first. */
export type Path = readonly (string | number)[];
/**
 * Reads a path such as `body.properties.regionDetails[0].location` or `tags["cost.center"]`.
 * @throws TypeError if it isn't one
 */
export declare function parsePath(text: string): Path;
/** Writes a path: the reverse of {@link parsePath}. */
export declare function formatPath(path: Path): string;
/**
 * What is at a path, or undefined.
 *
 * A block that Terraform JSON gives as an object may also be read at `[0]`, and one that it gives as a list of one may
 * be read without: Terraform takes both for the same.
 */
export declare function valueAt(root: Json, path: Path): Json | undefined;
