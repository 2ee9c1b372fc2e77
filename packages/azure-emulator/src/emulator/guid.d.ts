/** A GUID made of texts: the same for the same texts, so that runs can be compared. */
export declare function guidOf(...texts: readonly string[]): string;
