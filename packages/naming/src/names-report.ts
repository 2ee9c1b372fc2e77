import { CENTRAL_ZONE_KEYS, FIXED_SUBNETS, hasExpression, NAME_RULES, type NameKind } from "@org/azure-catalog";
import type { EnvironmentNames, FixedNames, SharedNames } from "./environment-names.js";
import { FIXED_NAME_PATTERNS, FIXED_NAMES } from "./name-patterns.js";

/** One name of a report. */
export interface NamesReportRow {
  /** Environment, or `shared`. */
  readonly environment: string;
  /** The named resource: `storageAccount`, `privateEndpoint(stdevcc01/blob)`, or its Terraform address. */
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

  constructor(rows: readonly NamesReportRow[]) {
    this.rows = rows;
  }

  /** The names of environments and of the resources that they share. */
  public static ofNames(shared: SharedNames, environments: readonly EnvironmentNames[]): NamesReport {
    const group = { of: "dnsResourceGroup", kind: "resourceGroup", name: shared.dnsResourceGroup } as const;
    return new NamesReport([
      stackRow("shared", shared.dnsStack),
      namesReportRow("shared", group),
      ...environments.flatMap(rowsOf),
    ]);
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

/** A resource that has a name. */
export interface NamedResource {
  /** `storageAccount`, `privateEndpoint(stdevcc01/blob)`, or its Terraform address. */
  readonly of: string;
  readonly kind: NameKind;
  readonly name: string;
}

/**
 * Every name of an environment, including those of its usual subnets, endpoints and links, which are otherwise derived
 * on first use.
 * @throws InvalidInputError for the first name that Azure would reject
 */
export function namedResources(names: EnvironmentNames): readonly NamedResource[] {
  return [
    ...fixedRows(names, FIXED_NAMES),
    ...["pe", "vm"].map((role): NamedResource => ({ of: `subnet(${role})`, kind: "subnet", name: names.subnet(role) })),
    { of: "subnet(bastion)", kind: "subnet", name: FIXED_SUBNETS.bastion.name },
    ...["pe", "vm", "bastion"].map((role): NamedResource => ({
      of: `networkSecurityGroup(${role})`,
      kind: "networkSecurityGroup",
      name: names.networkSecurityGroup(role),
    })),
    ...endpointRows(names, FIXED_NAMES),
    ...CENTRAL_ZONE_KEYS.map((zone): NamedResource => ({
      of: `privateDnsZoneLink(${zone})`,
      kind: "privateDnsZoneLink",
      name: names.privateDnsZoneLink(zone),
    })),
  ];
}

/**
 * The names of an additional workspace or registry.
 * @param path prefix of {@link NamedResource.of}, such as `workspaces.vision`
 * @param own the names that it has of its own
 */
export function memberResources(
  names: EnvironmentNames,
  path: string,
  own: readonly (keyof FixedNames)[],
): readonly NamedResource[] {
  return [...fixedRows(names, own), ...endpointRows(names, own)].map((row) => ({ ...row, of: `${path}.${row.of}` }));
}

function fixedRows(names: EnvironmentNames, keys: readonly (keyof FixedNames)[]): readonly NamedResource[] {
  return keys.map((of) => ({ of, kind: FIXED_NAME_PATTERNS[of].kind, name: names[of] }));
}

/** Targets of private endpoints, with their sub-resources. */
const ENDPOINTS: readonly (readonly [target: keyof FixedNames, subResource: string])[] = [
  ["workspace", "amlworkspace"],
  ["registry", "amlregistry"],
  ["storageAccount", "blob"],
  ["storageAccount", "file"],
  ["storageAccount", "queue"],
  ["storageAccount", "table"],
  ["keyVault", "vault"],
  ["containerRegistry", "registry"],
];

function endpointRows(names: EnvironmentNames, keys: readonly (keyof FixedNames)[]): readonly NamedResource[] {
  return ENDPOINTS.filter(([key]) => keys.includes(key)).flatMap(([key, subResource]): NamedResource[] => {
    const target = names[key];
    const endpoint = names.privateEndpoint(target, subResource);
    const of = `privateEndpoint(${target}/${subResource})`;
    return [
      { of, kind: "privateEndpoint", name: endpoint.name },
      { of, kind: "networkInterface", name: endpoint.networkInterfaceName },
      { of, kind: "privateServiceConnection", name: endpoint.connectionName },
      { of, kind: "privateDnsZoneGroup", name: endpoint.zoneGroupName },
    ];
  });
}

function rowsOf(names: EnvironmentNames): readonly NamesReportRow[] {
  const { environmentName: environment } = names;
  return [
    stackRow(environment, names.stack),
    ...namedResources(names).map((resource) => namesReportRow(environment, resource)),
  ];
}

/** The row of a resource in a report. */
export function namesReportRow(environment: string, { of, kind, name }: NamedResource): NamesReportRow {
  const { label, maxLength, unique } = NAME_RULES[kind];
  return { environment, of, kind: label, name, unique, left: hasExpression(name) ? null : maxLength - name.length };
}

/** The row of a Terraform stack in a report. */
export function stackRow(environment: string, name: string): NamesReportRow {
  return { environment, of: "stack", kind: "Terraform stack and state", name, unique: "platform", left: null };
}

function cell(row: readonly string[], index: number): string {
  return row[index] ?? "";
}
