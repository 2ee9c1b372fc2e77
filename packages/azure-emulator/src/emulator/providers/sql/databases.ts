import { ArmError } from "../../arm/arm-error.js";
import type { Body, Properties } from "../../arm/body.js";
import { objectOf, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { guidOf } from "../../guid.js";
import { keep, makeBeside, withDefaults } from "../shared.js";
import { AUDITING_OFF, makePolicies } from "./policies.js";

const GIGABYTE = 1024 ** 3;
/** The database that every server has. */
const SYSTEM = "master";

/** What a new database has. */
const POLICIES: Readonly<Record<string, Properties>> = {
  "backupLongTermRetentionPolicies/default": {
    weeklyRetention: "PT0S",
    monthlyRetention: "PT0S",
    yearlyRetention: "PT0S",
    weekOfYear: 0,
  },
  "backupShortTermRetentionPolicies/default": { retentionDays: 7, diffBackupIntervalInHours: 12 },
  "extendedAuditingSettings/default": AUDITING_OFF,
  "geoBackupPolicies/default": { state: "Enabled" },
  "securityAlertPolicies/default": { state: "Disabled" },
  "transparentDataEncryption/current": { state: "Enabled" },
};

/** Databases of a server. */
export const databases: ResourceType = {
  type: "Microsoft.Sql/servers/databases",
  tracked: true,
  provisioningState: false,
  latency: { create: 60, update: 20, delete: 10 },
  write(write, state) {
    const { id, body, existing } = write;
    if (id.name === SYSTEM) throw systemDatabase("modify");
    if (objectiveOf(objectOf(body.sku)) === "ElasticPool" && !textOf(body.properties["elasticPoolId"])) {
      throw new ArmError(
        400,
        "ElasticPoolNotSpecified",
        `The database '${id.name}' needs an elastic pool for its SKU.`,
      );
    }
    keep(write, ["databaseId", "creationDate"]);
    complete(body, id.key, id.subscriptionId ?? "", state);
    return (database) => {
      if (!existing) makePolicies(database, POLICIES, state);
    };
  },
  delete({ id }) {
    if (id.name === SYSTEM) throw systemDatabase("drop");
  },
};

/** Creates a database that Azure creates with its server. */
export function makeDatabase(server: ArmResource, name: string, given: Partial<Body>, state: EmulatorState): void {
  const id = server.id.child("databases", name);
  const body: Body = { properties: {}, ...given };
  if (server.body.location !== undefined) body.location = server.body.location;
  complete(body, id.key, id.subscriptionId ?? "", state);
  makePolicies(makeBeside(state, id, body), POLICIES, state);
}

function systemDatabase(verb: string): ArmError {
  return new ArmError(400, "OperationNotAllowedOnSystemDatabase", `Cannot ${verb} the system database '${SYSTEM}'.`);
}

function complete(body: Body, key: string, subscription: string, state: EmulatorState): void {
  // azurerm sends empty texts for what isn't set.
  const given = Object.fromEntries(Object.entries(body.properties).filter(([, value]) => value !== ""));
  const objective = objectiveOf(objectOf(body.sku));
  const sku = skuOf(objective);
  const redundancy = textOf(given["requestedBackupStorageRedundancy"]) ?? "Geo";
  body.sku = sku;
  body.kind = `v12.0,user${sku.tier === "GeneralPurpose" ? ",vcore" : ""}`;
  const { createMode: _, sampleName: __, ...kept } = given;
  body.properties = {
    ...withDefaults(kept, {
      catalogCollation: "SQL_Latin1_General_CP1_CI_AS",
      collation: "SQL_Latin1_General_CP1_CI_AS",
      creationDate: state.clock.date().toISOString(),
      databaseId: guidOf("database", key, String(state.clock.now())),
      isLedgerOn: false,
      maintenanceConfigurationId: `/subscriptions/${subscription}/providers/Microsoft.Maintenance/publicMaintenanceConfigurations/SQL_Default`,
      maxSizeBytes: sizeOf(objective),
      readScale: "Disabled",
      zoneRedundant: false,
    }),
    currentBackupStorageRedundancy: redundancy,
    requestedBackupStorageRedundancy: redundancy,
    currentServiceObjectiveName: objective,
    requestedServiceObjectiveName: objective,
    currentSku: sku,
    defaultSecondaryLocation: plainLocation(body.location),
    status: "Online",
  };
}

/** Name of a service objective, such as `GP_S_Gen5_2` or `S0`, from a SKU in either of Azure's two forms. */
function objectiveOf({ name, family, capacity }: Readonly<Record<string, unknown>>): string {
  const given = textOf(name) ?? "GP_Gen5_2";
  const isPart = textOf(family) !== undefined && given.endsWith(`_${String(family)}`);
  return isPart && capacity !== undefined ? `${given}_${String(capacity)}` : given;
}

const TIERS: Readonly<Record<string, string>> = { GP: "GeneralPurpose", BC: "BusinessCritical", HS: "Hyperscale" };

/** The SKU of a service objective, as Azure returns it. */
function skuOf(objective: string): { readonly name: string; readonly tier: string; readonly [name: string]: unknown } {
  const [, name = "", short = "", family = "", capacity = ""] =
    /^((GP|BC|HS)(?:_S)?_(\w+))_(\d+)$/.exec(objective) ?? [];
  if (name !== "") return { name, tier: TIERS[short] ?? short, family, capacity: Number(capacity) };
  const tier = objective.startsWith("P") ? "Premium" : /^S\d/.test(objective) ? "Standard" : objective;
  return { name: tier, tier };
}

/** Size in bytes of a database that names none. */
function sizeOf(objective: string): number {
  if (objective === "Basic") return 2 * GIGABYTE;
  return (/^[SP]\d/.test(objective) ? 250 : 32) * GIGABYTE;
}
