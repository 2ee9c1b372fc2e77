/**
 * Known names in the order of how few letters have to be changed, added or taken away, whatever the letter case: for a
 * suggestion in an error.
 */
export declare function nearestNames(value: string, known: readonly string[]): string[];
/** The known name that was most likely meant; undefined if none is near. */
export declare function likelyName(value: string, known: readonly string[]): string | undefined;
