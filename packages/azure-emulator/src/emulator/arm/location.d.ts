/** A region as Azure compares it: `canadacentral` for `Canada Central`, empty for none. */
export declare function plainLocation(location: string | undefined): string;
