import manifest from "../package.json" with { type: "json" };

/** The version of this library. */
export const VERSION: string = manifest.version;
