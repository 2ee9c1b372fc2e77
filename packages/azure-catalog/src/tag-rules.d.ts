/**
 * Azure's limits on the tags of a resource.
 * Source: Azure Resource Manager, use tags to organize resources.
 */
export declare const TAG_RULES: {
    /** Tags of one resource at most. */
    readonly count: 50;
    /** Tags at most of a private DNS zone and of its virtual network link. */
    readonly countOnPrivateDns: 15;
    /** Characters of a key at most. */
    readonly keyLength: 512;
    /** Characters of a value at most. */
    readonly valueLength: 256;
    /** Matches one character that a key may not have. */
    readonly illegalInKey: RegExp;
};
