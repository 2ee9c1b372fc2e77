/**
 * A line of Terraform's `-json` output, with the properties that are used here.
 * @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export interface TerraformEvent {
  /** Such as `apply_start`, `planned_change` or `diagnostic`. */
  readonly type: string;
  readonly "@message": string;
  readonly "@timestamp"?: string;
  /** What is done to a resource, in events whose type begins with `apply_`, `refresh_` or `provision_`. */
  readonly hook?: {
    readonly resource: { readonly addr: string; readonly resource_type?: string };
    readonly action?: string;
  };
  /** In `planned_change` and `resource_drift`. */
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
  /** In `change_summary`. */
  readonly changes?: { readonly add: number; readonly change: number; readonly remove: number };
  readonly diagnostic?: TerraformDiagnostic;
}

/** An error or a warning of Terraform. */
export interface TerraformDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  /** Address of the resource, if it is about one. */
  readonly address?: string;
  /** Position in the configuration; `line` counts from 1, `byte` from 0. */
  readonly range?: { readonly filename: string; readonly start: { readonly line: number; readonly byte: number } };
}

/** Reads a line of `-json` output; `undefined` for any other line. */
export function readEvent(line: string): TerraformEvent | undefined {
  return line.startsWith('{"@level"') ? (JSON.parse(line) as TerraformEvent) : undefined;
}
