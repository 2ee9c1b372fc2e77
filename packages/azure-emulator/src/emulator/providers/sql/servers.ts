import { ArmError } from "../../arm/arm-error.js";
import { objectOf, type Properties, textOf, without } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { guidOf } from "../../guid.js";
import { connectionsTo, keep, makeBeside, nameTaken, withDefaults } from "../shared.js";
import { makeDatabase } from "./databases.js";
import { AUDITING_OFF, makePolicies } from "./policies.js";

export const SERVERS = "Microsoft.Sql/servers";
const ADMINISTRATOR = "ActiveDirectory";
const ENTRA_ONLY = "azureADOnlyAuthentication";

/** What a new server has. */
const POLICIES: Readonly<Record<string, Properties>> = {
  "connectionPolicies/default": { connectionType: "Default" },
  "encryptionProtector/current": {
    autoRotationEnabled: false,
    serverKeyName: "ServiceManaged",
    serverKeyType: "ServiceManaged",
  },
  "extendedAuditingSettings/default": AUDITING_OFF,
  "securityAlertPolicies/default": { state: "Disabled" },
  "sqlVulnerabilityAssessments/default": { state: "Disabled" },
};

/** Logical servers. */
export const servers: ResourceType = {
  type: SERVERS,
  tracked: true,
  provisioningState: false,
  latency: { create: 60, update: 10, delete: 30 },
  write(write, state) {
    const { id, body, existing } = write;
    if (nameTaken(write, state)) {
      throw new ArmError(409, "NameAlreadyExists", `The name '${id.name}' already exists. Choose a different name.`);
    }
    requireAdministrator(write);
    keep(write, ["administratorLogin"]);
    body.kind = "v12.0";
    const { administratorLoginPassword: _, ...given } = body.properties;
    body.properties = {
      ...withDefaults(given, {
        // Azure makes up a login for servers on which only Entra identities sign in.
        administratorLogin: `CloudSA${guidOf(id.key).slice(0, 8)}`,
        minimalTlsVersion: "None",
        publicNetworkAccess: "Enabled",
        restrictOutboundNetworkAccess: "Disabled",
        version: "12.0",
      }),
      fullyQualifiedDomainName: `${id.name.toLowerCase()}.database.windows.net`,
      state: "Ready",
    };
    return (server) => {
      showAdministrators(server, objectOf(server.body.properties["administrators"]), state);
      if (existing) return;
      makePolicies(server, POLICIES, state);
      makeDatabase(server, "master", { sku: { name: "System" } }, state);
    };
  },
  view: (server, state) => ({
    ...server.body,
    properties: { ...server.body.properties, privateEndpointConnections: connectionsTo(server, state) },
  }),
};

/** The Entra administrator of a server. */
export const administrators: ResourceType = {
  type: `${SERVERS}/administrators`,
  provisioningState: false,
  write:
    ({ id, body }, state) =>
    () => {
      const server = state.resources.get(id.parent);
      const before = objectOf(server?.body.properties["administrators"]);
      if (server) showAdministrators(server, { [ENTRA_ONLY]: before[ENTRA_ONLY], ...body.properties }, state);
    },
  delete({ id }, state) {
    const server = state.resources.get(id.parent);
    if (objectOf(server?.body.properties["administrators"])[ENTRA_ONLY] !== true) return;
    throw new ArmError(
      400,
      "AadOnlyAuthenticationIsEnabled",
      `Cannot remove the Azure Active Directory administrator of '${server?.id.name ?? ""}' because Azure Active Directory only authentication is enabled.`,
    );
  },
  deleted({ id }, state) {
    const server = state.resources.get(id.parent);
    if (server) server.body.properties = without(server.body.properties, ["administrators"]);
  },
};

/** Whether only Entra identities can sign in to a server. */
export const entraOnly: ResourceType = {
  type: `${SERVERS}/azureADOnlyAuthentications`,
  provisioningState: false,
  write:
    ({ id, body }, state) =>
    () => {
      setEntraOnly(state.resources.get(id.parent), body.properties[ENTRA_ONLY] === true);
    },
  deleted: ({ id }, state) => setEntraOnly(state.resources.get(id.parent), false),
};

/** Ranges of addresses that may connect to a server's public endpoint. */
export const firewallRules: ResourceType = {
  type: `${SERVERS}/firewallRules`,
  provisioningState: false,
  write({ id }, state) {
    const server = state.resources.get(id.parent);
    if (server?.body.properties["publicNetworkAccess"] !== "Disabled") return undefined;
    throw new ArmError(
      400,
      "DenyPublicEndpointEnabled",
      "Unable to create or modify firewall rules when public network interface for the server is disabled. To manage server or database level firewall rules, please enable the public network interface.",
    );
  },
};

/**
 * Rejects a server on which nobody could sign in, and a change of Entra-only authentication with the server, which has
 * its own resource.
 * @throws ArmError 400 InvalidParameterValue
 */
function requireAdministrator({ body, existing }: Write): void {
  const invalid = (parameter: string): ArmError =>
    new ArmError(
      400,
      "InvalidParameterValue",
      `Invalid value given for parameter ${parameter}. Specify a valid parameter value.`,
    );
  const { administratorLogin, administratorLoginPassword } = body.properties;
  const given = objectOf(body.properties["administrators"]);
  if (existing) {
    const before = objectOf(existing.body.properties["administrators"]);
    if (ENTRA_ONLY in given && Boolean(given[ENTRA_ONLY]) !== Boolean(before[ENTRA_ONLY])) {
      throw invalid("AzureADOnlyAuthentication");
    }
  } else if (given[ENTRA_ONLY] === true) {
    if (textOf(given["sid"]) === undefined) throw invalid("Administrators.Sid");
  } else if (textOf(administratorLogin) === undefined) throw invalid("AdministratorLogin");
  else if (textOf(administratorLoginPassword) === undefined) throw invalid("AdministratorLoginPassword");
}

/** Shows the Entra administrator both in the server and as a resource. */
function showAdministrators(server: ArmResource, given: Properties, state: EmulatorState): void {
  if (textOf(given["sid"]) === undefined) return;
  const administrator = {
    administratorType: ADMINISTRATOR,
    tenantId: state.directory.tenantId,
    [ENTRA_ONLY]: false,
    ...given,
  };
  server.body.properties["administrators"] = administrator;
  makeBeside(state, server.id.child("administrators", ADMINISTRATOR), { properties: { ...administrator } });
  makeBeside(state, server.id.child("azureADOnlyAuthentications", "default"), {
    properties: { [ENTRA_ONLY]: administrator[ENTRA_ONLY] },
  });
}

function setEntraOnly(server: ArmResource | undefined, value: boolean): void {
  if (!server) return;
  const administrator = objectOf(server.body.properties["administrators"]);
  server.body.properties["administrators"] = { ...administrator, [ENTRA_ONLY]: value };
}
