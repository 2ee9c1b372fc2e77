import { CENTRAL_ZONE_KEYS, FIXED_SUBNETS, hasExpression, NAME_RULES, type NameKind } from "@org/azure-catalog";
import type { EnvironmentNames, SharedNames } from "./environment-names.js";
import { FIXED_NAME_PATTERNS, FIXED_NAMES } from "./name-patterns.js";

/** One name of a report. */
export interface NamesReportRow {
  /** Environment, or `shared`. */
  readonly environment: string;
  /** The named resource: `storageAccount`, `privateEndpoint(stdevcc01/blob)`. */
  readonly of: string;
  /** Azure's term for the kind: `storage account`. */
  readonly kind: string;
  readonly name: string;
  /** Scope in which the name has to be unique: `global`. */
  readonly unique: string;
  /** Characters left until Azure's limit. Null if Terraform computes the name, or if there is no limit. */
  readonly left: number | null;
}

const COLUMNS = ["environment", "of", "kind", "name", "unique", "left"] as const satisfies (keyof NamesReportRow)[];

/** All names of a platform's environments, as data and as a table. */
export class NamesReport {
  public readonly rows: readonly NamesReportRow[];

  constructor(shared: SharedNames, environments: readonly EnvironmentNames[]) {
    this.rows = [
      stackRow("shared", shared.dnsStack),
      row("shared", "dnsResourceGroup", "resourceGroup", shared.dnsResourceGroup),
      ...environments.flatMap(rowsOf),
    ];
  }

  /** As a Markdown table with aligned columns, readable as plain text. */
  public toMarkdown(): string {
    const cells = this.rows.map((row) => COLUMNS.map((column) => String(row[column] ?? "").replaceAll("|", "\\|")));
    const widths = COLUMNS.map((column, index) =>
      Math.max(column.length, ...cells.map((row) => cell(row, index).length)),
    );
    const line = (row: readonly string[]) => `| ${widths.map((width, i) => cell(row, i).padEnd(width)).join(" | ")} |`;
    return [line(COLUMNS), line(widths.map((width) => "-".repeat(width))), ...cells.map(line), ""].join("\n");
  }

  /** As plain data, also for `JSON.stringify(report)`. */
  public toJSON(): readonly NamesReportRow[] {
    return this.rows;
  }
}

/**
 * Derives every name of an environment, including those of its usual subnets, endpoints and links, which are otherwise
 * derived on first use.
 * @throws InvalidInputError for the first name that Azure would reject
 */
export function validateAllNames(names: EnvironmentNames): void {
  rowsOf(names);
}

function rowsOf(names: EnvironmentNames): readonly NamesReportRow[] {
  const { environmentName: environment } = names;
  const endpoints: readonly (readonly [target: string, subResource: string])[] = [
    [names.workspace, "amlworkspace"],
    [names.registry, "amlregistry"],
    [names.storageAccount, "blob"],
    [names.storageAccount, "file"],
    [names.storageAccount, "queue"],
    [names.storageAccount, "table"],
    [names.keyVault, "vault"],
    [names.containerRegistry, "registry"],
  ];
  return [
    stackRow(environment, names.stack),
    ...FIXED_NAMES.map((of) => row(environment, of, FIXED_NAME_PATTERNS[of].kind, names[of])),
    ...["pe", "vm"].map((role) => row(environment, `subnet(${role})`, "subnet", names.subnet(role))),
    row(environment, "subnet(bastion)", "subnet", FIXED_SUBNETS.bastion.name),
    ...["pe", "vm", "bastion"].map((role) =>
      row(environment, `networkSecurityGroup(${role})`, "networkSecurityGroup", names.networkSecurityGroup(role)),
    ),
    ...endpoints.flatMap(([target, subResource]) => {
      const endpoint = names.privateEndpoint(target, subResource);
      const of = `privateEndpoint(${target}/${subResource})`;
      return [
        row(environment, of, "privateEndpoint", endpoint.name),
        row(environment, of, "networkInterface", endpoint.networkInterfaceName),
        row(environment, of, "privateServiceConnection", endpoint.connectionName),
        row(environment, of, "privateDnsZoneGroup", endpoint.zoneGroupName),
      ];
    }),
    ...CENTRAL_ZONE_KEYS.map((zone) =>
      row(environment, `privateDnsZoneLink(${zone})`, "privateDnsZoneLink", names.privateDnsZoneLink(zone)),
    ),
  ];
}

function row(environment: string, of: string, kind: NameKind, name: string): NamesReportRow {
  const { label, maxLength, unique } = NAME_RULES[kind];
  return { environment, of, kind: label, name, unique, left: hasExpression(name) ? null : maxLength - name.length };
}

function stackRow(environment: string, name: string): NamesReportRow {
  return { environment, of: "stack", kind: "Terraform stack and state", name, unique: "platform", left: null };
}

function cell(row: readonly string[], index: number): string {
  return row[index] ?? "";
}
