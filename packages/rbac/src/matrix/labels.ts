import type { RoleMatrixRow } from "./role-matrix.js";

/** A row's principal in words: `aml-dev/Identity (dev compute-identity)`. */
export function principalLabel(row: RoleMatrixRow): string {
  return label(row.principal, row.principalEnvironment, row.principalKind);
}

/** A row's scope in words: `aml-dev/Registry (dev Microsoft.MachineLearningServices/registries)`. */
export function scopeLabel(row: RoleMatrixRow): string {
  return label(row.scope, row.scopeEnvironment, row.scopeType);
}

function label(name: string, environment: string | null, what: string): string {
  return `${name} (${environment === null ? what : `${environment} ${what}`})`;
}
