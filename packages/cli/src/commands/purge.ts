import { API_VERSIONS, ArmId } from "@org/azure-catalog";
import type { AzureClient, Failure } from "@org/azure-client";
import { isGuid } from "@org/aml-core/internal";
import type { EnvironmentNames } from "@org/aml-naming";
import { isProduction } from "../config/relations.js";
import type { Configuration } from "../config/schema.js";
import type { CommandContext } from "../context.js";
import { RefusalError, UsageError } from "../errors.js";
import { ConfiguredNames } from "../naming.js";
import { isApproved, NOT_APPROVED } from "./approval.js";
import { readArguments, readCommonInput } from "./arguments.js";

const VAULTS = "2023-07-01";
const NOTHING_CHANGED = "Nothing was changed.";

/** A soft-deleted resource, and the request that purges it. */
interface Purge {
  readonly what: string;
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly apiVersion: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Fails if somebody has created the resource again. */
  readonly requireDeleted?: (() => Promise<unknown>) | undefined;
}

/**
 * `purge`: permanently deletes the soft-deleted vaults and workspaces of an environment that was destroyed, so that
 * their names are available. It shows them and asks first. It refuses production, and what still exists.
 */
export async function purge(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { subscription: { type: "string" }, "auto-approve": { type: "boolean" } },
    { allowPositionals: true },
  );
  const { configuration } = readCommonInput(values, context);
  const [name, ...others] = positionals;
  const environment = name === undefined ? undefined : configuration.environments[name];
  if (name === undefined || environment === undefined || others.length > 0) {
    throw new UsageError(`purge: give one environment: ${Object.keys(configuration.environments).join(", ")}`);
  }
  if (isProduction(name, environment)) {
    throw new RefusalError(
      `${name} can't be purged`,
      [
        {
          path: `environments.${name}`,
          value: "a production environment",
          allowed: "environments that aren't production",
          fix: "recover its resources, or use another namingSuffix: docs/troubleshooting.md",
        },
      ],
      NOTHING_CHANGED,
    );
  }
  const subscription = subscriptionOf(name, environment.subscription, configuration, values.subscription, context);
  const client = await context.azureClient(configuration.dns.cloud, "write");
  const own = new ConfiguredNames(configuration).environment(name);
  const names = [own, ...Object.keys(environment.workspaces).map((workspace) => own.forWorkspace(workspace))];
  const scope = `/subscriptions/${subscription}`;
  const found = [
    ...(await deletedVaults(
      client,
      scope,
      {
        vaults: [...names.map(({ keyVault }) => keyVault), own.encryptionKeyVault],
        groups: names.flatMap((one) => [one.workspaceResourceGroup, one.vnetResourceGroup, one.registryResourceGroup]),
      },
      context,
    )),
    ...(await workspaces(client, scope, names)),
  ];
  if (found.length === 0) {
    context.print(`nothing of ${name} is soft-deleted in ${subscription}`);
    return 0;
  }
  for (const { what } of found) context.print(`  ${what}`);
  if (values["auto-approve"] !== true && !context.interactive) {
    context.print("Nothing was deleted: there is no terminal to confirm this on. Add --auto-approve to delete these.");
    return NOT_APPROVED;
  }
  const question = `Delete these ${found.length} of ${name} in subscription ${subscription} permanently, with their data`;
  if (values["auto-approve"] !== true && !(await isApproved(context, question))) return NOT_APPROVED;
  for (const { what, method, path, apiVersion, query, requireDeleted } of found) {
    await requireDeleted?.();
    const result = await client.send({ method, path, apiVersion, query });
    if (!result.ok) throw refusalOf(what, result.failure);
    context.print(`purged: ${what}`);
  }
  context.print("Azure purges within minutes; then the names are available.");
  return 0;
}

/** The subscription of the environment: the configured one, or that of the option or the variables. */
function subscriptionOf(
  environment: string,
  configured: string | undefined,
  { subscriptions }: Configuration,
  given: string | undefined,
  { env }: CommandContext,
): string {
  const own = configured === undefined ? undefined : subscriptions[configured];
  const subscription = given ?? own ?? env["TF_VAR_subscription_id"] ?? env["ARM_SUBSCRIPTION_ID"];
  if (subscription === undefined || !isGuid(subscription)) {
    throw new UsageError(
      `--subscription ${subscription ?? ""}: give the id of the subscription of ${environment}, a GUID`,
    );
  }
  if (own !== undefined && own.toLowerCase() !== subscription.toLowerCase()) {
    throw new RefusalError(
      `${environment} isn't in this subscription`,
      [
        {
          path: "--subscription",
          value: subscription,
          allowed: `${own}, in which environments.${environment}.subscription is`,
          fix: "leave --subscription out, or correct the configuration",
        },
      ],
      NOTHING_CHANGED,
    );
  }
  return subscription;
}

/** The names of an environment's vaults and of its resource groups. */
interface VaultNames {
  readonly vaults: readonly string[];
  readonly groups: readonly string[];
}

/** The soft-deleted vaults of these names and groups. Those with purge protection are named, and left out. */
async function deletedVaults(
  client: AzureClient,
  scope: string,
  { vaults, groups }: VaultNames,
  { print }: CommandContext,
): Promise<readonly Purge[]> {
  const list = await client.list(`${scope}/providers/Microsoft.KeyVault/deletedVaults`, VAULTS);
  if (!list.ok) throw refusalOf("the soft-deleted vaults", list.failure);
  return list.value.flatMap((vault): readonly Purge[] => {
    const properties = vault["properties"] as Readonly<Record<string, unknown>>;
    const name = String(vault["name"]);
    if (!isOneOf(name, vaults)) return [];
    const group = ArmId.tryParse(String(properties["vaultId"]))?.resourceGroup;
    if (group === undefined || !isOneOf(group, groups)) {
      print(
        `  vault ${name} is left: it was in ${group ?? "an unknown resource group"}, not in ${groups.join(" or ")}`,
      );
      return [];
    }
    if (properties["purgeProtectionEnabled"] === true) {
      print(`  vault ${name} has purge protection: Azure keeps it until ${String(properties["scheduledPurgeDate"])}`);
      return [];
    }
    const location = String(properties["location"]);
    return [
      {
        what: `vault ${name}, with its keys and secrets`,
        method: "POST",
        path: `${scope}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}/purge`,
        apiVersion: VAULTS,
      },
    ];
  });
}

function isOneOf(name: string, names: readonly string[]): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

/** The workspaces that don't exist: Azure has no list of soft-deleted ones, and ignores the purge of one that isn't. */
async function workspaces(
  client: AzureClient,
  scope: string,
  names: readonly EnvironmentNames[],
): Promise<readonly Purge[]> {
  const purges = await Promise.all(
    names.map(async ({ workspace, workspaceResourceGroup: group }): Promise<readonly Purge[]> => {
      const groupPath = `${scope}/resourceGroups/${group}`;
      const path = `${groupPath}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
      const readLive = async () => {
        const live = await client.get(path, API_VERSIONS.machineLearning);
        if (live.ok) throw liveWorkspace(workspace);
        if (live.failure.kind !== "not-found") throw refusalOf(`the workspace ${workspace}`, live.failure);
        return live.failure;
      };
      // A deleted group has no workspaces, not even soft-deleted ones.
      if ((await readLive()).code === "ResourceGroupNotFound") return [];
      return [
        {
          what: `workspace ${workspace} in ${group}, if it is soft-deleted, with its runs and models`,
          method: "DELETE",
          path,
          apiVersion: API_VERSIONS.machineLearning,
          query: { forceToPurge: "true" },
          // This request would delete a workspace that was created while the question waited.
          requireDeleted: readLive,
        },
      ];
    }),
  );
  return purges.flat();
}

function liveWorkspace(workspace: string): RefusalError {
  return new RefusalError(
    `the workspace ${workspace} can't be purged`,
    [
      {
        path: workspace,
        value: "it exists",
        allowed: "workspaces that were destroyed",
        fix: "destroy the environment first: docs/runbooks/teardown.md",
      },
    ],
    "What is listed as purged was purged, the rest was not.",
  );
}

function refusalOf(what: string, { code, message, action }: Failure): RefusalError {
  const fix = action === undefined ? "try again later" : `sign in with a role that contains ${action}`;
  return new RefusalError(
    `Azure refused a request for ${what}`,
    [{ path: what, value: code ?? "an error", allowed: message, fix }],
    "What is listed as purged was purged, the rest was not.",
  );
}
