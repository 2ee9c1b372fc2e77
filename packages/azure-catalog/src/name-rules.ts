/** Scope in which a name has to be unique. */
export type UniquenessScope = "global" | "tenant" | "subscription" | "region" | "resource group" | "parent" | "none";

/** Azure's rule for the names of one kind of resource. */
export interface NameRule {
  /** The kind in messages, such as `storage account`. */
  readonly label: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** Matches one character that is not allowed anywhere. */
  readonly illegal: RegExp;
  /** The allowed characters, in words. */
  readonly characters: string;
  /** Rule for the first character. */
  readonly first?: CharacterRule;
  /** Rule for the last character. */
  readonly last?: CharacterRule;
  /** Other rules: patterns that must not match. */
  readonly never?: readonly { readonly pattern: RegExp; readonly rule: string }[];
  /** Names that Azure reserves, in lower case. */
  readonly reserved?: readonly string[];
  /** Scope in which the name has to be unique. */
  readonly unique: UniquenessScope;
  /** Surprises, such as a rule that no provider checks. */
  readonly note?: string;
}

/** A rule for one character of a name. */
export interface CharacterRule {
  readonly pattern: RegExp;
  /** The rule in words, such as `a letter`. */
  readonly rule: string;
}

const letter = { pattern: /[a-zA-Z]/, rule: "a letter" } as const;
const letterOrDigit = { pattern: /[a-zA-Z0-9]/, rule: "a letter or digit" } as const;
const lowerCaseLetter = { pattern: /[a-z]/, rule: "a lower-case letter" } as const;
const lowerCaseLetterOrDigit = { pattern: /[a-z0-9]/, rule: "a lower-case letter or digit" } as const;
const wordCharacter = { pattern: /[a-zA-Z0-9_]/, rule: "a letter, digit or underscore" } as const;

/** Names of what assigns policies, and exempts from them. */
const policyName = {
  minLength: 1,
  maxLength: 64,
  illegal: /[#<>*%&:\\?+/]/,
  characters: "anything but #<>*%&:\\?+/",
  last: { pattern: /[^ .]/, rule: "anything but a space or full stop" },
  unique: "parent",
} as const;

/** The rule for most network resources: `^[A-Za-z0-9]([\w.-]{0,78}\w)?$`. */
const networkName = {
  minLength: 1,
  maxLength: 80,
  illegal: /[^a-zA-Z0-9_.-]/,
  characters: "letters, digits, '_', '.' and '-'",
  first: letterOrDigit,
  last: wordCharacter,
} as const;

/** The rule for workspaces and registries: `^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$`. */
const machineLearningName = {
  minLength: 3,
  maxLength: 33,
  illegal: /[^a-zA-Z0-9_-]/,
  characters: "letters, digits, '_' and '-'",
  first: letterOrDigit,
} as const;

/**
 * `^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9\-]{2,23}$`, and azurerm's rule that the last character is a letter or
 * digit.
 */
const computeName = {
  minLength: 3,
  maxLength: 24,
  illegal: /[^a-zA-Z0-9-]/,
  characters: "letters, digits and '-'",
  first: letter,
  last: letterOrDigit,
  never: [{ pattern: /-\d+$/, rule: "does not end in a dash followed by digits only" }],
  note: "no provider checks the ending in digits: the pattern has a lookahead, which Go's regular expressions lack",
} as const;

/**
 * Azure's rules for the names of all resources that a platform creates.
 *
 * If ARM and azurerm differ, the rule combines both, so that a valid name is accepted by both. Sources: Azure's naming
 * rules, the ARM schemas of 2025-12-01, azurerm 4's validation.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const NAME_RULES = {
  resourceGroup: {
    label: "resource group",
    minLength: 1,
    maxLength: 90,
    illegal: /[^a-zA-Z0-9_.()-]/,
    characters: "letters, digits, '_', '-', '.' and parentheses",
    last: { pattern: /[^.]/, rule: "anything but a full stop" },
    unique: "subscription",
  },
  virtualNetwork: { ...networkName, label: "virtual network", minLength: 2, maxLength: 64, unique: "resource group" },
  subnet: { ...networkName, label: "subnet", unique: "parent" },
  networkSecurityGroup: { ...networkName, label: "network security group", unique: "resource group" },
  securityRule: { ...networkName, label: "security rule", unique: "parent" },
  publicIp: { ...networkName, label: "public IP address", unique: "resource group" },
  networkInterface: {
    ...networkName,
    label: "network interface",
    minLength: 2,
    maxLength: 64,
    unique: "resource group",
    note: "ARM takes 1 to 80 characters, azurerm 2 to 64",
  },
  routeTable: { ...networkName, label: "route table", unique: "resource group" },
  route: { ...networkName, label: "route", unique: "parent" },
  natGateway: { ...networkName, label: "NAT gateway", unique: "resource group" },
  virtualNetworkPeering: { ...networkName, label: "virtual network peering", unique: "parent" },
  flowLog: { ...networkName, label: "flow log", unique: "parent" },
  bastionHost: {
    ...networkName,
    label: "Bastion host",
    minLength: 3,
    unique: "resource group",
    note: "azurerm requires at least 3 characters",
  },
  firewall: { ...networkName, label: "firewall", unique: "resource group" },
  firewallPolicy: { ...networkName, label: "firewall policy", unique: "resource group" },
  virtualNetworkGateway: { ...networkName, label: "virtual network gateway", unique: "resource group" },
  privateEndpoint: {
    ...networkName,
    label: "private endpoint",
    minLength: 2,
    unique: "resource group",
    note: "azurerm requires at least 2 characters",
  },
  privateServiceConnection: { ...networkName, label: "private service connection", minLength: 2, unique: "parent" },
  privateDnsZoneGroup: { ...networkName, label: "private DNS zone group", unique: "parent" },
  privateDnsZoneLink: { ...networkName, label: "virtual network link of a private DNS zone", unique: "parent" },
  privateDnsZone: {
    label: "private DNS zone",
    minLength: 3,
    maxLength: 253,
    illegal: /[^a-zA-Z0-9_.-]/,
    characters: "labels of letters, digits, '_' and '-', separated by full stops",
    first: wordCharacter,
    last: wordCharacter,
    never: [
      { pattern: /^[^.]*$/, rule: "has 2 to 34 labels" },
      { pattern: /^([^.]*\.){34}/, rule: "has 2 to 34 labels" },
      { pattern: /\.\./, rule: "has no empty label" },
      { pattern: /[^.]{64}/, rule: "has labels of at most 63 characters" },
    ],
    unique: "resource group",
  },
  virtualMachine: { ...networkName, label: "virtual machine", maxLength: 64, unique: "resource group" },
  virtualMachineScaleSet: {
    ...networkName,
    label: "virtual machine scale set",
    maxLength: 64,
    unique: "resource group",
  },
  autoscaleSetting: {
    label: "autoscale setting",
    minLength: 1,
    maxLength: 260,
    illegal: /[^a-zA-Z0-9_-]/,
    characters: "letters, digits, '_' and '-'",
    unique: "resource group",
    note: "Azure accepts more characters, and lists those that it rejects",
  },
  osDisk: { ...networkName, label: "OS disk", unique: "resource group" },
  diskEncryptionSet: {
    label: "disk encryption set",
    minLength: 1,
    maxLength: 80,
    illegal: /[^a-zA-Z0-9_-]/,
    characters: "letters, digits, '_' and '-'",
    unique: "resource group",
  },
  windowsComputerName: {
    label: "Windows computer name",
    minLength: 1,
    maxLength: 15,
    illegal: /[^a-zA-Z0-9-]/,
    characters: "letters, digits and '-'",
    first: letterOrDigit,
    last: letterOrDigit,
    never: [{ pattern: /^\d+$/, rule: "is not all digits" }],
    unique: "none",
    note: "azurerm uses the name of the virtual machine if no computer name is given, which is usually too long",
  },
  windowsAdminUsername: {
    label: "Windows administrator name",
    minLength: 1,
    maxLength: 20,
    illegal: /["/\\[\]:;|=,+*?<>@]/,
    characters: 'anything but "/\\[]:;|=,+*?<>@',
    last: { pattern: /[^.]/, rule: "anything but a full stop" },
    reserved: [
      "1",
      "123",
      "a",
      "actuser",
      "adm",
      "admin",
      "admin1",
      "admin2",
      "administrator",
      "aspnet",
      "backup",
      "console",
      "david",
      "guest",
      "john",
      "owner",
      "root",
      "server",
      "sql",
      "support",
      "support_388945a0",
      "sys",
      "test",
      "test1",
      "test2",
      "test3",
      "user",
      "user1",
      "user2",
      "user3",
      "user4",
      "user5",
    ],
    unique: "none",
  },
  storageAccount: {
    label: "storage account",
    minLength: 3,
    maxLength: 24,
    illegal: /[^a-z0-9]/,
    characters: "lower-case letters and digits",
    unique: "global",
  },
  blobContainer: {
    label: "blob container or file system",
    minLength: 3,
    maxLength: 63,
    illegal: /[^a-z0-9-]/,
    characters: "lower-case letters, digits and '-'",
    first: lowerCaseLetterOrDigit,
    last: lowerCaseLetterOrDigit,
    never: [{ pattern: /--/, rule: "has no two dashes in a row" }],
    unique: "parent",
    note: "Azure's own containers $root, $logs and $web are left out",
  },
  sqlServer: {
    label: "SQL server",
    minLength: 1,
    maxLength: 63,
    illegal: /[^a-z0-9-]/,
    characters: "lower-case letters, digits and '-'",
    first: lowerCaseLetterOrDigit,
    last: lowerCaseLetterOrDigit,
    unique: "global",
  },
  sqlDatabase: {
    label: "SQL database",
    minLength: 1,
    maxLength: 128,
    illegal: /[<>*%&:\\/?]/,
    characters: "anything but <>*%&:\\/?",
    last: { pattern: /[^\s.]/, rule: "anything but a space or full stop" },
    reserved: ["master", "model", "msdb", "tempdb"],
    unique: "parent",
  },
  keyVault: {
    label: "key vault",
    minLength: 3,
    maxLength: 24,
    illegal: /[^a-zA-Z0-9-]/,
    characters: "letters, digits and '-'",
    first: letter,
    last: letterOrDigit,
    never: [{ pattern: /--/, rule: "has no two dashes in a row" }],
    unique: "global",
    note: "a soft-deleted vault keeps its name until it is purged",
  },
  containerRegistry: {
    label: "container registry",
    minLength: 5,
    maxLength: 50,
    illegal: /[^a-zA-Z0-9]/,
    characters: "letters and digits",
    unique: "global",
  },
  workspace: {
    ...machineLearningName,
    label: "Azure Machine Learning workspace",
    unique: "resource group",
    note: "a soft-deleted workspace keeps its name for 14 days",
  },
  registry: {
    ...machineLearningName,
    label: "Azure Machine Learning registry",
    maxLength: 32,
    unique: "tenant",
    note: "cannot be renamed; ARM takes 33 characters, the documentation 32",
  },
  outboundRule: { ...machineLearningName, label: "outbound rule of a managed network", unique: "parent" },
  sqlLogin: {
    label: "login of a SQL server",
    minLength: 1,
    maxLength: 128,
    illegal: /[^a-zA-Z0-9_.-]/,
    characters: "letters, digits, '_', '.' and '-'",
    first: letter,
    reserved: ["admin", "administrator", "dbmanager", "dbo", "guest", "loginmanager", "public", "root", "sa"],
    unique: "parent",
  },
  datastore: {
    label: "datastore",
    minLength: 1,
    maxLength: 255,
    illegal: /[^a-z0-9_]/,
    characters: "lower-case letters, digits and '_'",
    first: lowerCaseLetterOrDigit,
    reserved: ["workspaceartifactstore", "workspaceblobstore", "workspacefilestore", "workspaceworkingdirectory"],
    unique: "parent",
    note: "Azure creates the reserved ones with each workspace; Azure Resource Manager's schema also allows capitals and '-', which the service rejects",
  },
  computeCluster: { ...computeName, label: "compute cluster", unique: "parent" },
  kubernetesCompute: { ...computeName, label: "Kubernetes compute", maxLength: 16, unique: "parent" },
  kubernetesCluster: {
    label: "AKS cluster",
    minLength: 1,
    maxLength: 63,
    illegal: /[^a-zA-Z0-9_-]/,
    characters: "letters, digits, '_' and '-'",
    first: letterOrDigit,
    last: letterOrDigit,
    unique: "resource group",
  },
  kubernetesNodePool: {
    label: "node pool",
    minLength: 1,
    maxLength: 12,
    illegal: /[^a-z0-9]/,
    characters: "lower-case letters and digits",
    first: lowerCaseLetter,
    unique: "parent",
  },
  computeInstance: { ...computeName, label: "compute instance", unique: "region" },
  managedIdentity: {
    label: "user-assigned managed identity",
    minLength: 3,
    maxLength: 128,
    illegal: /[^a-zA-Z0-9_-]/,
    characters: "letters, digits, '_' and '-'",
    first: letterOrDigit,
    unique: "resource group",
  },
  logAnalyticsWorkspace: {
    label: "Log Analytics workspace",
    minLength: 4,
    maxLength: 63,
    illegal: /[^a-zA-Z0-9-]/,
    characters: "letters, digits and '-'",
    first: letterOrDigit,
    last: letterOrDigit,
    unique: "resource group",
    note: "a soft-deleted workspace keeps its name for 14 days",
  },
  applicationInsights: {
    label: "Application Insights",
    minLength: 1,
    maxLength: 260,
    illegal: /[%&\\?/]/,
    characters: "anything but %&\\?/",
    last: { pattern: /[^ .]/, rule: "anything but a space or full stop" },
    unique: "resource group",
  },
  managementLock: {
    label: "management lock",
    minLength: 1,
    maxLength: 260,
    illegal: /[^a-zA-Z0-9_.()-]/,
    characters: "letters, digits, '_', '-', '.' and parentheses",
    unique: "parent",
  },
  budget: {
    label: "budget",
    minLength: 1,
    maxLength: 63,
    illegal: /[^a-zA-Z0-9_-]/,
    characters: "letters, digits, '_' and '-'",
    unique: "parent",
  },
  actionGroup: {
    label: "action group",
    minLength: 1,
    maxLength: 260,
    illegal: /[:<>+/&%\\?|]/,
    characters: "anything but :<>+/&%\\?|",
    last: { pattern: /[^ .]/, rule: "anything but a space or full stop" },
    unique: "resource group",
  },
  alertRule: {
    label: "alert rule",
    minLength: 1,
    maxLength: 260,
    illegal: /[*#&+:<>?@%{}\\/]/,
    characters: "anything but *#&+:<>?@%{}\\/",
    last: { pattern: /[^ .]/, rule: "anything but a space or full stop" },
    unique: "resource group",
  },
  policyAssignment: { label: "policy assignment", ...policyName },
  policyExemption: { label: "policy exemption", ...policyName },
  diagnosticSetting: {
    label: "diagnostic setting",
    minLength: 1,
    maxLength: 260,
    illegal: /[<>*%&:\\?+/]/,
    characters: "anything but <>*%&:\\?+/",
    unique: "parent",
  },
  roleAssignment: {
    label: "role assignment",
    minLength: 36,
    maxLength: 36,
    illegal: /[^0-9a-fA-F-]/,
    characters: "hexadecimal digits and '-'",
    never: [
      {
        pattern: /^(?![0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$)/,
        rule: "is a GUID, 00000000-0000-0000-0000-000000000000",
      },
    ],
    unique: "tenant",
  },
} as const satisfies Readonly<Record<string, NameRule>>;

/** A kind of name in {@link NAME_RULES}. */
export type NameKind = keyof typeof NAME_RULES;
