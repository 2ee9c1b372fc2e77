import { type PrivateDnsZoneKey, sqlDatabaseProblems } from "@org/azure-catalog";
import { membersOf } from "./people.js";
import { type Problem, repeatedProblems } from "./problem.js";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";
import { type ConfiguredWorkspace, workspacesOf } from "./workspaces.js";

type Store = EnvironmentConfiguration["data"][number];

/** Whether a data store is created. */
export function isNewStore({ storageAccountId, sqlServerId }: Store): boolean {
  return storageAccountId === undefined && sqlServerId === undefined;
}

/** The zones that private endpoints of data stores need, besides those of every platform. */
export function dataZones({ environments }: Pick<Configuration, "environments">): readonly PrivateDnsZoneKey[] {
  const types = new Set(
    Object.values(environments)
      .flatMap(({ data }) => data)
      .filter((store) => isNewStore(store) || store.createEndpoints)
      .map(({ type }) => type),
  );
  return [
    ...(types.has("DataLake") ? (["dfs"] as const) : []),
    ...(types.has("SqlDatabase") ? (["sql"] as const) : []),
  ];
}

/** Fields of each kind of store, new or existing. */
const EXISTING = ["createEndpoints", "manualApproval", "readers", "writers"] as const;
const NEW = ["readers", "writers", "shared", "publicNetworkAccess", "ipAllowlist", "subnetIdAllowlist"] as const;
const NEW_ACCOUNT = [...NEW, "replication", "recovery"] as const;
const FIELDS: Readonly<
  Record<Store["type"], { readonly created: readonly (keyof Store)[]; readonly existing: readonly (keyof Store)[] }>
> = {
  DataLake: { created: [...NEW_ACCOUNT, "filesystems"], existing: [...EXISTING, "storageAccountId"] },
  BlobStore: { created: [...NEW_ACCOUNT, "containers"], existing: [...EXISTING, "storageAccountId"] },
  SqlDatabase: {
    created: [
      ...NEW,
      "administrator",
      "administratorLogin",
      "databaseName",
      "skuName",
      "maxSizeGb",
      "zoneRedundant",
      "autoPauseDelayInMinutes",
      "minCapacity",
      "backupStorage",
      "backups",
    ],
    existing: [...EXISTING, "sqlServerId", "databaseName"],
  },
};

/** Stores have the fields of their kind and names of their own, and datastores name stores that exist. */
export function dataProblems(configuration: Configuration): Problem[] {
  const { environments } = configuration;
  return Object.entries(environments).flatMap(([name, environment], position, all) => {
    const path = `environments.${name}.data`;
    const shared = all
      .slice(0, position)
      .flatMap(([other, { data }]) =>
        data.filter((store) => store.shared).map((store) => [`${other}/${store.name}`, store.type] as const),
      );
    const known = new Map([...environment.data.map((store) => [store.name, store.type] as const), ...shared]);
    const people = membersOf({ ...configuration, assignUserRoles: true }, name).map((one) => one.name);
    return [
      ...twinProblems(path, environment.data),
      ...environment.data.flatMap((store, index) => [
        ...fieldProblems(`${path}.${index}`, store),
        ...readerProblems(`${path}.${index}`, store, people, name),
        ...ownProblems(`${path}.${index}`, store, workspacesOf(name, environment)),
      ]),
      ...workspacesOf(name, environment).flatMap((workspace) => [
        ...storeProblems(workspace, known),
        ...partProblems(workspace, environment.data),
        ...connectionProblems(workspace),
        ...repeatedProblems(
          `${workspace.path}.datastores`,
          workspace.workspace.datastores.map((datastore) => datastore.name),
          {
            field: "name",
            allowed: "a name that no other datastore of the workspace has",
            fix: "rename one of the two",
          },
        ),
        ...ruleProblems(workspace, environment.data),
      ]),
    ];
  });
}

function fieldProblems(path: string, store: Store): Problem[] {
  const kind = isNewStore(store) ? "created" : "existing";
  const allowed = FIELDS[store.type][kind];
  const what = `${kind === "created" ? "a new" : "an existing"} ${store.type}`;
  const problems: Problem[] = Object.entries(store)
    .filter(([field]) => !["name", "type"].includes(field) && !allowed.some((one) => one === field))
    .map(([field, value]) => ({
      path: `${path}.${field}`,
      value: JSON.stringify(value),
      allowed: `fields of ${what}: ${allowed.join(", ")}`,
      fix: "remove it, or correct the type of the store",
    }));
  if (kind === "existing" && store.manualApproval !== undefined && store.createEndpoints !== true) {
    problems.push({
      path: `${path}.manualApproval`,
      value: JSON.stringify(store.manualApproval),
      allowed: "a message only together with createEndpoints: it belongs to the private endpoints",
      fix: 'add "createEndpoints": true, or remove the message',
    });
  }
  const missing = (field: keyof Store, fix: string): Problem => ({
    path: `${path}.${field}`,
    value: "nothing",
    allowed: `${field} of ${what}`,
    fix,
  });
  if (store.type !== "SqlDatabase") return problems;
  if (kind === "created" && store.administrator === undefined) {
    problems.push(missing("administrator", 'add "administrator": { "loginName": "<group>", "objectId": "<GUID>" }'));
  }
  if (kind === "existing" && store.databaseName === undefined) {
    problems.push(missing("databaseName", 'add "databaseName": "<name>"'));
  }
  if (kind === "created") problems.push(...settingProblems(path, store));
  return problems;
}

/** Settings that Azure doesn't offer with the SKU. */
function settingProblems(path: string, { skuName = "S0", backups = {}, ...store }: Store): Problem[] {
  return sqlDatabaseProblems({ ...store, ...backups, skuName }).map(({ setting, value, allowed, fix }) => ({
    path: `${path}.${setting in store || setting === "skuName" ? setting : `backups.${setting}`}`,
    value: JSON.stringify(value) ?? "nothing",
    allowed,
    fix,
  }));
}

/** Readers and writers are people of the environment, each with one of the two. */
function readerProblems(
  path: string,
  { readers = [], writers = [] }: Store,
  people: readonly string[],
  environment: string,
): Problem[] {
  return Object.entries({ readers, writers }).flatMap(([field, names]) =>
    names.flatMap((name, index): Problem[] => {
      const isTwice = names.indexOf(name) !== index || (field === "writers" && readers.includes(name));
      if (people.includes(name) && !isTwice) return [];
      return [
        {
          path: `${path}.${field}.${index}`,
          value: JSON.stringify(name),
          allowed: isTwice
            ? "everybody once: writers read as well"
            : `names of people in ${environment}${people.length > 0 ? `: ${people.join(", ")}` : ", of which there are none"}`,
          fix: isTwice ? "remove it" : `correct the name, or add it to people with ${environment} in its environments`,
        },
      ];
    }),
  );
}

function twinProblems(path: string, stores: readonly Store[]): Problem[] {
  const fixes = { name: "rename one of the two", storageAccountId: "remove one of the two: datastores share a store" };
  return (["name", "storageAccountId"] as const).flatMap((field) =>
    repeatedProblems(
      path,
      stores.map((store) => store[field]),
      { field, allowed: `a ${field} that no other store of the environment has`, fix: fixes[field] },
    ),
  );
}

/** A workspace's own account isn't a data lake, and needs no store. */
function ownProblems(
  path: string,
  { storageAccountId, type }: Store,
  workspaces: readonly ConfiguredWorkspace[],
): Problem[] {
  const owner = workspaces.find(
    ({ workspace }) =>
      storageAccountId !== undefined && workspace.storageAccountId?.toLowerCase() === storageAccountId.toLowerCase(),
  );
  if (!owner) return [];
  return [
    {
      path: `${path}.storageAccountId`,
      value: JSON.stringify(storageAccountId),
      allowed:
        type === "DataLake"
          ? `an account other than ${owner.path}.storageAccountId: a data lake can't be a workspace's own storage account`
          : `an account other than ${owner.path}.storageAccountId: datastores without store name its containers`,
      fix: "use another account, or remove the store",
    },
  ];
}

function storeProblems({ path, workspace }: ConfiguredWorkspace, known: ReadonlyMap<string, Store["type"]>): Problem[] {
  return workspace.datastores.flatMap((datastore, index): Problem[] => {
    const { store, containerName, credentials } = datastore;
    const at = `${path}.datastores.${index}`;
    // The workspace's own account contains blobs.
    const wrongPart = partProblem(at, datastore, store === undefined ? "BlobStore" : known.get(store));
    if (wrongPart) return [wrongPart];
    if (store === undefined && containerName === undefined) {
      return [
        {
          path: at,
          value: "neither store nor containerName",
          allowed: "store, or containerName for a container of the workspace's own storage account",
          fix: 'add "store": "<name in data>", or "containerName": "<name>"',
        },
      ];
    }
    if (store !== undefined && !known.has(store)) {
      return [
        {
          path: `${at}.store`,
          value: JSON.stringify(store),
          allowed: `a store in data, or a shared one of an environment before this one${known.size > 0 ? `: ${[...known.keys()].join(", ")}` : ""}`,
          fix: "correct the name, or add the store",
        },
      ];
    }
    const twin = workspace.datastores.find(
      (one) => one.store !== store && one.store?.split("/").at(-1) === store?.split("/").at(-1),
    );
    if (store?.includes("/") && twin) {
      return [
        {
          path: `${at}.store`,
          value: JSON.stringify(store),
          allowed: `stores of different names in a workspace; another datastore is on ${twin.store}`,
          fix: "rename one of the two stores in data",
        },
      ];
    }
    const [needed, other] =
      credentials?.type === "SqlLogin" ? (["userName", "clientId"] as const) : (["clientId", "userName"] as const);
    if (credentials?.[other] !== undefined) {
      return [
        {
          path: `${at}.credentials.${other}`,
          value: JSON.stringify(credentials[other]),
          allowed: `type, ${needed} and secretVersion of a ${credentials.type}`,
          fix: "remove it, or correct the type",
        },
      ];
    }
    if (!credentials || credentials[needed] !== undefined) return [];
    return [
      {
        path: `${at}.credentials.${needed}`,
        value: "nothing",
        allowed: `${needed} of a ${credentials.type}`,
        fix: `add "${needed}": "…"`,
      },
    ];
  });
}

/** The first datastore of a store sets its roles and rules; the workspace's own account has them already. */
function connectionProblems({ path, workspace: { datastores } }: ConfiguredWorkspace): Problem[] {
  return datastores.flatMap((datastore, index) =>
    (["grantRoles", "sparkEnabled"] as const).flatMap((field): Problem[] => {
      const given = datastore[field];
      const first = datastores.findIndex(({ store }) => store === datastore.store);
      if (given === undefined || (datastore.store !== undefined && given === datastores[first]?.[field])) return [];
      const problem = { path: `${path}.datastores.${index}.${field}`, value: JSON.stringify(given) };
      if (datastore.store === undefined) {
        const allowed = "nothing without store: the workspace has roles and a private endpoint for its own account";
        const fix = field === "sparkEnabled" ? 'remove it, and set "modelMonitoring": true' : "remove it";
        return [{ ...problem, allowed, fix }];
      }
      const allowed = `that of the first datastore of ${datastore.store}, ${path}.datastores.${first}: datastores of a store share its roles and outbound rules`;
      return [{ ...problem, allowed, fix: `set ${field} in ${path}.datastores.${first}, and remove it here` }];
    }),
  );
}

/** A datastore names a part that its store has; the only one by default. */
function partProblems({ path, workspace }: ConfiguredWorkspace, stores: readonly Store[]): Problem[] {
  return workspace.datastores.flatMap((datastore, index): Problem[] => {
    const store = stores.find(({ name }) => name === datastore.store);
    if (!store || store.type === "SqlDatabase") return [];
    const [part, parts = ["data"]] =
      store.type === "DataLake"
        ? (["filesystem", store.filesystems] as const)
        : (["containerName", store.containers] as const);
    const [given, other] = [datastore[part], datastore[part === "filesystem" ? "containerName" : "filesystem"]];
    const isKnown = isNewStore(store)
      ? given === undefined
        ? parts.length === 1
        : parts.includes(given)
      : given !== undefined;
    if (isKnown || other !== undefined) return [];
    return [
      {
        path: `${path}.datastores.${index}.${part}`,
        value: JSON.stringify(given) ?? "nothing",
        allowed: isNewStore(store)
          ? `one of ${store.name}: ${parts.join(", ")}`
          : `the name of a part of ${store.name}`,
        fix: `${given === undefined ? `add "${part}": "<name>"` : "choose one, or add it to the store"}`,
      },
    ];
  });
}

/** A file system of blobs, a container of a data lake, or either of a SQL database. */
function partProblem(
  path: string,
  datastore: ConfiguredWorkspace["workspace"]["datastores"][number],
  type: Store["type"] | undefined,
): Problem | undefined {
  const part = type === "DataLake" ? "filesystem" : type === "BlobStore" ? "containerName" : undefined;
  const wrong = (["containerName", "filesystem"] as const).find((one) => one !== part && datastore[one] !== undefined);
  if (type === undefined || wrong === undefined) return undefined;
  const owner = wrong === "containerName" ? "a blob store" : "a data lake";
  const own = type === "DataLake" ? "a data lake" : type === "BlobStore" ? "a blob store" : "a SQL database";
  return {
    path: `${path}.${wrong}`,
    value: JSON.stringify(datastore[wrong]),
    allowed: `${wrong} belongs to ${owner}, and this is ${own}`,
    fix: part === undefined ? "remove it: a datastore names the whole database" : `use ${part}`,
  };
}

/** Datastores add the private-endpoint rules to their stores; a rule to dfs needs one to blob. */
function ruleProblems({ path, workspace }: ConfiguredWorkspace, stores: readonly Store[]): Problem[] {
  const used = new Set(workspace.datastores.map(({ store }) => store));
  const ids = stores
    .filter(({ name }) => used.has(name))
    .map(({ storageAccountId, sqlServerId }) => (storageAccountId ?? sqlServerId)?.toLowerCase());
  const rules = workspace.privateEndpointRules;
  const has = (id: string, target: string) =>
    rules.some((rule) => rule.resourceId.toLowerCase() === id.toLowerCase() && rule.subresourceTarget === target);
  return rules.flatMap(({ resourceId, subresourceTarget }, index): Problem[] => {
    const at = `${path}.privateEndpointRules.${index}`;
    if (ids.includes(resourceId.toLowerCase())) {
      return [
        {
          path: at,
          value: JSON.stringify(resourceId),
          allowed: "a resource without a datastore: a datastore of a data store adds the rules to it",
          fix: "remove this rule",
        },
      ];
    }
    if (subresourceTarget !== "dfs" || has(resourceId, "blob")) return [];
    return [
      {
        path: `${at}.subresourceTarget`,
        value: JSON.stringify(subresourceTarget),
        allowed: "dfs together with a rule for blob of the same account, which clients of a data lake also use",
        fix: 'add a rule with "subresourceTarget": "blob", or use a store of the type DataLake in data',
      },
    ];
  });
}
