import type { EnvironmentNames, SharedNames } from "./environment-names.js";
/** One name of a report. */
export interface NamesReportRow {
    /** Environment, or `shared`. */
    readonly environment: string;
    /** What has the name: `storageAccount`, `privateEndpoint(stdevcc01/blob)`. */
    readonly of: string;
    /** The kind in Azure's words: `storage account`. */
    readonly kind: string;
    readonly name: string;
    /** Within what the name has to be unique: `global`. */
    readonly unique: string;
    /** Characters that are left until Azure's limit. Null where Terraform fills the name in, or nothing limits it. */
    readonly left: number | null;
}
/** All names of a platform's environments, as data and as a table. */
export declare class NamesReport {
    readonly rows: readonly NamesReportRow[];
    constructor(shared: SharedNames, environments: readonly EnvironmentNames[]);
    /** As a Markdown table, columns aligned so that it reads as plain text too. */
    toMarkdown(): string;
    /** As plain data, also for `JSON.stringify(report)`. */
    toJSON(): readonly NamesReportRow[];
}
/**
 * Derives every name of an environment, including those of its usual subnets, endpoints and links, which are otherwise
 * derived on first use.
 * @throws InvalidInputError for the first name that Azure would refuse
 */
export declare function validateAllNames(names: EnvironmentNames): void;
