import type { IManagedIdentity } from "@org/aml-core";
import { armIdPart, isUnresolved, refuse } from "@org/aml-core/internal";
import type { Principal } from "@org/aml-rbac";
import type { DataAccess } from "@org/aml-workspace";
import type { Construct } from "constructs";

/**
 * T-SQL that creates a user for a principal of Entra, and gives it its roles. It changes nothing if it is run again.
 * @throws InvalidInputError for a name that isn't literal and not that of a managed identity
 * @see https://learn.microsoft.com/azure/azure-sql/database/authentication-aad-configure
 */
export function sqlUser(database: Construct, principal: Principal, access: DataAccess): string {
  const name = userName(database, principal);
  const roles = access === "ReadWrite" ? ["db_datareader", "db_datawriter"] : ["db_datareader"];
  return [
    `IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'${escaped(name, "'")}')`,
    `  CREATE USER ${quoted(name)} FROM EXTERNAL PROVIDER;`,
    ...roles.map((role) => `ALTER ROLE ${role} ADD MEMBER ${quoted(name)};`),
  ].join("\n");
}

/** The name by which Entra finds the principal. */
function userName(database: Construct, { kind, name, construct }: Principal): string {
  const isIdentity = kind === "workspace-identity" || kind === "compute-identity";
  const { id } = (isIdentity ? construct : {}) as Partial<IManagedIdentity>;
  if (id !== undefined) return armIdPart(id, "name");
  if (!isUnresolved(name)) return name;
  return refuse(database, "grant", {
    value: name,
    allowed: "a principal with a literal name: its display name in Entra",
    fix: 'set it: Principal.group({ objectId, name: "data scientists" })',
  });
}

function quoted(name: string): string {
  return `[${escaped(name, "]")}]`;
}

/** A name in which a closing character is doubled. Names that only Terraform knows are those of identities, without any. */
function escaped(name: string, closing: string): string {
  return isUnresolved(name) ? name : name.replaceAll(closing, closing.repeat(2));
}
