import { NAME_RULES, type NameKind } from "@org/azure-catalog";
import { type EnvironmentNames, FIXED_NAME_KINDS, type FixedNames } from "./environment-names.js";
import type { SharedNames } from "./platform-naming.js";

/** One name of a report. */
export interface NamesReportRow {
  /** Environment, or `shared`. */
  readonly environment: string;
  /** What has the name: `storageAccount`. */
  readonly of: string;
  /** The kind in Azure's words: `storage account`. */
  readonly kind: string;
  readonly name: string;
  /** Characters that are left until Azure's limit. */
  readonly left: number;
}

/** Every name of a platform, as data and as a table. */
export class NamesReport {
  public readonly rows: readonly NamesReportRow[];

  constructor(shared: SharedNames, environments: readonly EnvironmentNames[]) {
    this.rows = [
      row("shared", "dnsResourceGroup", "resourceGroup", shared.dnsResourceGroup),
      ...environments.flatMap((names) =>
        Object.entries(FIXED_NAME_KINDS).map(([of, kind]) =>
          row(names.environmentName, of, kind, names[of as keyof FixedNames]),
        ),
      ),
    ];
  }

  /** As a Markdown table. */
  public toMarkdown(): string {
    return [
      "| environment | of | kind | name | characters left |",
      "| --- | --- | --- | --- | ---: |",
      ...this.rows.map(
        ({ environment, of, kind, name, left }) => `| ${environment} | ${of} | ${kind} | \`${name}\` | ${left} |`,
      ),
      "",
    ].join("\n");
  }

  /** As plain data: `JSON.stringify(report)`. */
  public toJSON(): readonly NamesReportRow[] {
    return this.rows;
  }
}

function row(environment: string, of: string, kind: NameKind, name: string): NamesReportRow {
  const { label, maxLength } = NAME_RULES[kind];
  return { environment, of, kind: label, name, left: maxLength - name.length };
}
