/** Within what a name has to be unique. */
export type UniquenessScope = "global" | "tenant" | "subscription" | "region" | "resource group" | "parent" | "none";
/** What Azure demands of the name of one kind of thing. */
export interface NameRule {
    /** What messages call the kind: `storage account`. */
    readonly label: string;
    readonly minLength: number;
    readonly maxLength: number;
    /** Matches one character that is not allowed anywhere. */
    readonly illegal: RegExp;
    /** The allowed characters in words. */
    readonly characters: string;
    /** What the first character has to be. */
    readonly first?: CharacterRule;
    /** What the last character has to be. */
    readonly last?: CharacterRule;
    /** Further rules: what must not match. */
    readonly never?: readonly {
        readonly pattern: RegExp;
        readonly rule: string;
    }[];
    /** Names that Azure keeps for itself, in lower case. */
    readonly reserved?: readonly string[];
    /** Within what the name has to be unique. */
    readonly unique: UniquenessScope;
    /** What surprises, and who does not check it. */
    readonly note?: string;
}
/** A demand on one character of a name. */
export interface CharacterRule {
    readonly pattern: RegExp;
    /** In words: `a letter`. */
    readonly rule: string;
}
/**
 * Azure's rules for the names of everything that a platform creates.
 *
 * Where ARM and azurerm differ, the narrower one counts, so that a name passes both.
 * Sources: Azure naming rules and restrictions; ARM schemas of 2025-12-01; validation in azurerm 4.
 */
export declare const NAME_RULES: {
    readonly resourceGroup: {
        readonly label: "resource group";
        readonly minLength: 1;
        readonly maxLength: 90;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '-', '.' and parentheses";
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "anything but a full stop";
        };
        readonly unique: "subscription";
    };
    readonly virtualNetwork: {
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "virtual network";
        readonly minLength: 2;
        readonly maxLength: 64;
        readonly unique: "resource group";
    };
    readonly subnet: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "subnet";
        readonly unique: "parent";
    };
    readonly networkSecurityGroup: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "network security group";
        readonly unique: "resource group";
    };
    readonly securityRule: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "security rule";
        readonly unique: "parent";
    };
    readonly publicIp: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "public IP address";
        readonly unique: "resource group";
    };
    readonly networkInterface: {
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "network interface";
        readonly minLength: 2;
        readonly maxLength: 64;
        readonly unique: "resource group";
        readonly note: "ARM takes 1 to 80 characters, azurerm 2 to 64";
    };
    readonly routeTable: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "route table";
        readonly unique: "resource group";
    };
    readonly route: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "route";
        readonly unique: "parent";
    };
    readonly natGateway: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "NAT gateway";
        readonly unique: "resource group";
    };
    readonly virtualNetworkPeering: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "virtual network peering";
        readonly unique: "parent";
    };
    readonly flowLog: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "flow log";
        readonly unique: "parent";
    };
    readonly bastionHost: {
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "Bastion host";
        readonly minLength: 3;
        readonly unique: "resource group";
        readonly note: "azurerm asks for at least 3 characters";
    };
    readonly firewall: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "firewall";
        readonly unique: "resource group";
    };
    readonly privateEndpoint: {
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "private endpoint";
        readonly minLength: 2;
        readonly unique: "resource group";
        readonly note: "azurerm asks for at least 2 characters";
    };
    readonly privateServiceConnection: {
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "private service connection";
        readonly minLength: 2;
        readonly unique: "parent";
    };
    readonly privateDnsZoneGroup: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "private DNS zone group";
        readonly unique: "parent";
    };
    readonly privateDnsZoneLink: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "virtual network link of a private DNS zone";
        readonly unique: "parent";
    };
    readonly privateDnsZone: {
        readonly label: "private DNS zone";
        readonly minLength: 3;
        readonly maxLength: 253;
        readonly illegal: RegExp;
        readonly characters: "labels of letters, digits, '_' and '-', separated by full stops";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly never: readonly [{
            readonly pattern: RegExp;
            readonly rule: "has 2 to 34 labels";
        }, {
            readonly pattern: RegExp;
            readonly rule: "has 2 to 34 labels";
        }, {
            readonly pattern: RegExp;
            readonly rule: "has no empty label";
        }, {
            readonly pattern: RegExp;
            readonly rule: "has labels of at most 63 characters";
        }];
        readonly unique: "resource group";
    };
    readonly virtualMachine: {
        readonly minLength: 1;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "virtual machine";
        readonly maxLength: 64;
        readonly unique: "resource group";
    };
    readonly osDisk: {
        readonly minLength: 1;
        readonly maxLength: 80;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '.' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter, digit or underscore";
        };
        readonly label: "OS disk";
        readonly unique: "resource group";
    };
    readonly windowsComputerName: {
        readonly label: "Windows computer name";
        readonly minLength: 1;
        readonly maxLength: 15;
        readonly illegal: RegExp;
        readonly characters: "letters, digits and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly never: readonly [{
            readonly pattern: RegExp;
            readonly rule: "is not all digits";
        }];
        readonly unique: "none";
        readonly note: "azurerm takes the name of the virtual machine where no computer name is given, which is usually too long";
    };
    readonly windowsAdminUsername: {
        readonly label: "Windows administrator name";
        readonly minLength: 1;
        readonly maxLength: 20;
        readonly illegal: RegExp;
        readonly characters: 'anything but "/\\[]:;|=,+*?<>@';
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "anything but a full stop";
        };
        readonly reserved: readonly ["1", "123", "a", "actuser", "adm", "admin", "admin1", "admin2", "administrator", "aspnet", "backup", "console", "david", "guest", "john", "owner", "root", "server", "sql", "support", "support_388945a0", "sys", "test", "test1", "test2", "test3", "user", "user1", "user2", "user3", "user4", "user5"];
        readonly unique: "none";
    };
    readonly storageAccount: {
        readonly label: "storage account";
        readonly minLength: 3;
        readonly maxLength: 24;
        readonly illegal: RegExp;
        readonly characters: "lower-case letters and digits";
        readonly unique: "global";
    };
    readonly keyVault: {
        readonly label: "key vault";
        readonly minLength: 3;
        readonly maxLength: 24;
        readonly illegal: RegExp;
        readonly characters: "letters, digits and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly never: readonly [{
            readonly pattern: RegExp;
            readonly rule: "has no two dashes in a row";
        }];
        readonly unique: "global";
        readonly note: "a soft-deleted vault keeps its name until it is purged";
    };
    readonly containerRegistry: {
        readonly label: "container registry";
        readonly minLength: 5;
        readonly maxLength: 50;
        readonly illegal: RegExp;
        readonly characters: "letters and digits";
        readonly unique: "global";
    };
    readonly workspace: {
        readonly minLength: 3;
        readonly maxLength: 33;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly label: "Azure Machine Learning workspace";
        readonly unique: "resource group";
        readonly note: "a soft-deleted workspace keeps its name for 14 days";
    };
    readonly registry: {
        readonly minLength: 3;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly label: "Azure Machine Learning registry";
        readonly maxLength: 32;
        readonly unique: "tenant";
        readonly note: "cannot be renamed; ARM takes 33 characters, the documentation 32";
    };
    readonly outboundRule: {
        readonly minLength: 3;
        readonly maxLength: 33;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly label: "outbound rule of a managed network";
        readonly unique: "parent";
    };
    readonly computeCluster: {
        readonly minLength: 3;
        readonly maxLength: 24;
        readonly illegal: RegExp;
        readonly characters: "letters, digits and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly never: readonly [{
            readonly pattern: RegExp;
            readonly rule: "does not end in a dash followed by digits only";
        }];
        readonly note: "no provider checks the ending in digits: the pattern has a lookahead, which Go's regular expressions lack";
        readonly label: "compute cluster";
        readonly unique: "parent";
    };
    readonly computeInstance: {
        readonly minLength: 3;
        readonly maxLength: 24;
        readonly illegal: RegExp;
        readonly characters: "letters, digits and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly never: readonly [{
            readonly pattern: RegExp;
            readonly rule: "does not end in a dash followed by digits only";
        }];
        readonly note: "no provider checks the ending in digits: the pattern has a lookahead, which Go's regular expressions lack";
        readonly label: "compute instance";
        readonly unique: "region";
    };
    readonly managedIdentity: {
        readonly label: "user-assigned managed identity";
        readonly minLength: 3;
        readonly maxLength: 128;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_' and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly unique: "resource group";
    };
    readonly logAnalyticsWorkspace: {
        readonly label: "Log Analytics workspace";
        readonly minLength: 4;
        readonly maxLength: 63;
        readonly illegal: RegExp;
        readonly characters: "letters, digits and '-'";
        readonly first: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "a letter or digit";
        };
        readonly unique: "resource group";
        readonly note: "a soft-deleted workspace keeps its name for 14 days";
    };
    readonly applicationInsights: {
        readonly label: "Application Insights";
        readonly minLength: 1;
        readonly maxLength: 260;
        readonly illegal: RegExp;
        readonly characters: "anything but %&\\?/";
        readonly last: {
            readonly pattern: RegExp;
            readonly rule: "anything but a space or full stop";
        };
        readonly unique: "resource group";
    };
    readonly managementLock: {
        readonly label: "management lock";
        readonly minLength: 1;
        readonly maxLength: 260;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_', '-', '.' and parentheses";
        readonly unique: "parent";
    };
    readonly budget: {
        readonly label: "budget";
        readonly minLength: 1;
        readonly maxLength: 63;
        readonly illegal: RegExp;
        readonly characters: "letters, digits, '_' and '-'";
        readonly unique: "parent";
    };
    readonly diagnosticSetting: {
        readonly label: "diagnostic setting";
        readonly minLength: 1;
        readonly maxLength: 260;
        readonly illegal: RegExp;
        readonly characters: "anything but <>*%&:\\?+/";
        readonly unique: "parent";
    };
    readonly roleAssignment: {
        readonly label: "role assignment";
        readonly minLength: 36;
        readonly maxLength: 36;
        readonly illegal: RegExp;
        readonly characters: "hexadecimal digits and '-'";
        readonly never: readonly [{
            readonly pattern: RegExp;
            readonly rule: "is a GUID, 00000000-0000-0000-0000-000000000000";
        }];
        readonly unique: "tenant";
    };
};
/** A kind of thing that {@link NAME_RULES} knows. */
export type NameKind = keyof typeof NAME_RULES;
