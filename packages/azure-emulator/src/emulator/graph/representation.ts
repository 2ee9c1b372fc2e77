import { isObject, objectOf, textsOf } from "../arm/body.js";
import type { Directory, DirectoryCollection, DirectoryObject } from "../directory.js";

/** Graph's names of the types of directory objects, by collection. */
export const TYPES: Readonly<Record<DirectoryCollection, string>> = {
  applications: "application",
  groups: "group",
  servicePrincipals: "servicePrincipal",
  users: "user",
};

/** Properties of objects that were created without them, as Microsoft Graph returns them. */
const DEFAULTS: Readonly<Record<DirectoryCollection, Readonly<Record<string, unknown>>>> = {
  applications: {
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
      requestedAccessTokenVersion: null,
    },
    appRoles: [],
    description: null,
    groupMembershipClaims: null,
    identifierUris: [],
    info: { logoUrl: null, marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: null,
    keyCredentials: [],
    notes: null,
    oauth2RequirePostResponse: false,
    optionalClaims: null,
    passwordCredentials: [],
    publicClient: { redirectUris: [] },
    publisherDomain: "emulator.onmicrosoft.com",
    requiredResourceAccess: [],
    serviceManagementReference: null,
    signInAudience: "AzureADMyOrg",
    spa: { redirectUris: [] },
    tags: [],
    web: {
      homePageUrl: null,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      logoutUrl: null,
      redirectUris: [],
    },
  },
  servicePrincipals: {
    accountEnabled: true,
    alternativeNames: [],
    appRoleAssignmentRequired: false,
    description: null,
    keyCredentials: [],
    loginUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    passwordCredentials: [],
    preferredSingleSignOnMode: null,
    samlMetadataUrl: null,
    samlSingleSignOnSettings: null,
    servicePrincipalType: "Application",
    tags: [],
  },
  groups: {
    description: null,
    groupTypes: [],
    isAssignableToRole: null,
    mail: null,
    mailEnabled: false,
    membershipRule: null,
    onPremisesSyncEnabled: null,
    proxyAddresses: [],
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    securityEnabled: true,
    visibility: null,
  },
  users: { accountEnabled: true, givenName: null, jobTitle: null, mail: null, surname: null, userType: "Member" },
};

/** A directory object as Microsoft Graph returns it, without passwords. */
export function shown(object: DirectoryObject, directory: Directory): Record<string, unknown> {
  const { collection, objectId, clientId, properties } = object;
  return {
    "@odata.type": `#microsoft.graph.${TYPES[collection]}`,
    id: objectId,
    appId: clientId,
    ...(collection === "servicePrincipals" ? ofApplication(object, directory) : {}),
    ...merged(DEFAULTS[collection], properties),
  };
}

/** Properties of a service principal that its application determines. */
function ofApplication({ clientId = "" }: DirectoryObject, directory: Directory): Record<string, unknown> {
  const application = directory.withClientId("applications", clientId);
  if (!application) return { servicePrincipalNames: [clientId] };
  const { displayName, appRoles, api, identifierUris, web, signInAudience } = shown(application, directory);
  const { homePageUrl, logoutUrl, redirectUris } = objectOf(web);
  return {
    displayName,
    appDisplayName: displayName,
    appOwnerOrganizationId: directory.tenantId,
    appRoles,
    homepage: homePageUrl,
    logoutUrl,
    oauth2PermissionScopes: objectOf(api)["oauth2PermissionScopes"],
    replyUrls: redirectUris,
    servicePrincipalNames: [clientId, ...textsOf(identifierUris)],
    signInAudience,
  };
}

/** Properties with changes, of which nested objects are merged. Annotations of OData aren't properties. */
export function merged(
  properties: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result = { ...properties };
  for (const [name, value] of Object.entries(changes)) {
    if (name.includes("@")) continue;
    const before = result[name];
    result[name] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}
