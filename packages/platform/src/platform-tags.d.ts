import { type Tags } from "@org/aml-naming";
/** The tags of one part of the platform. */
export declare function platformTags(base: Tags | undefined, environment: string, purpose: string): Tags;
