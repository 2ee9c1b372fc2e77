import { isUnresolved, refuse, requireChoice, requireProps, requireSecret } from "@org/aml-core/internal";
import { ArmId } from "@org/azure-catalog";
import { Fn } from "cdktf";
import type { IConstruct } from "constructs";
import { AGENT_RELEASES, type AgentRelease } from "./agent-releases.js";
import { INSTALL_SCRIPT } from "./install-script.js";

/** A pool of agents in Azure DevOps. */
export interface AzureDevOpsService {
  readonly type: "AzureDevOps";
  /** URL of the organization, such as `https://dev.azure.com/contoso`. */
  readonly organizationUrl: string;
  /** Name of the existing agent pool. */
  readonly pool: string;
  /**
   * Personal access token with the scope "Agent Pools (read, manage)": a sensitive Terraform variable. A literal is
   * rejected.
   * @default - none: the agents sign in with their managed identity, a user of the organization
   */
  readonly token?: string | undefined;
  /** @default - a release that the library was tested with */
  readonly release?: AgentRelease | undefined;
}

/** Self-hosted runners of GitHub Actions. */
export interface GitHubService {
  readonly type: "GitHub";
  /** URL of an organization or a private repository, such as `https://github.com/contoso/models`. */
  readonly url: string;
  /**
   * Labels by which workflows choose the runners.
   * @default - GitHub's own only: `self-hosted`, `Linux`, `X64`
   */
  readonly labels?: readonly string[] | undefined;
  /**
   * Runner group of the organization.
   * @default - the default group
   */
  readonly runnerGroup?: string | undefined;
  /** GitHub App that registers the runners. Required unless there is a `token`. */
  readonly app?: GitHubApp | undefined;
  /**
   * Personal access token that can manage self-hosted runners: a sensitive Terraform variable. A literal is rejected.
   * @default - none: the app registers the runners
   */
  readonly token?: string | undefined;
  /** @default - a release that the library was tested with */
  readonly release?: AgentRelease | undefined;
}

/**
 * A GitHub App whose private key is a key in Key Vault. Agents let Key Vault sign with it, so the key is on no machine.
 * @see https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export interface GitHubApp {
  /** Client id of the app, which has the permission to manage self-hosted runners. */
  readonly clientId: string;
  /** Id of its installation in the organization or repository. */
  readonly installationId: string;
  /** The key: `https://<vault>.vault.azure.net/keys/<name>` with or without a version. The agents have to reach it. */
  readonly keyIdentifier: string;
  /**
   * ARM id of the vault, on which the agents' identity gets Key Vault Crypto User.
   * @default - its owner grants the role
   */
  readonly keyVaultId?: string | undefined;
}

/** Service that agents work for. */
export type AgentService = AzureDevOpsService | GitHubService;

const SHA256 = /^[0-9a-f]{64}$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const KEY = /^https:\/\/[\dA-Za-z-]+\.(vault|managedhsm)\.[a-z.]+\/keys\/[\dA-Za-z-]{1,127}(\/[\da-f]{32})?$/;
const AZURE_DEVOPS = /^https:\/\/(dev\.azure\.com\/[\w-]+|[\w-]+\.visualstudio\.com)$/;
const GITHUB = /^https:\/\/[\w.-]+\/[\w.-]+(\/[\w.-]+)?(?<!\.git)$/;
const INSTALLATION = /^\d+$/;
const LABEL = /^[\w.-]+$/;

/**
 * Validates the service of agents.
 * @throws InvalidInputError for a malformed URL, key, release or label, for a token that isn't secret, for both or
 * neither of a GitHub App and a token, for a runner group of a repository, and for a key in another vault
 */
export function requireService(scope: IConstruct, service: AgentService): void {
  if (service.type === "AzureDevOps") {
    const { organizationUrl, pool } = service;
    requireText(scope, "service.organizationUrl", organizationUrl, AZURE_DEVOPS, "https://dev.azure.com/contoso");
    requireText(scope, "service.pool", pool, /\S/, "aml-dev");
  } else if (service.type === "GitHub") {
    requireText(scope, "service.url", service.url, GITHUB, "https://github.com/contoso/models");
    requireRunnerGroup(scope, service);
    for (const label of service.labels ?? []) requireText(scope, "service.labels", label, LABEL, "aml-dev");
    if ((service.app === undefined) === (service.token === undefined)) {
      refuse(scope, "service.app", {
        value: service.app ? "app and token" : undefined,
        allowed: "either app or token",
        fix: "give the GitHub App whose key is in Key Vault; a token only where no app is possible",
      });
    }
    if (service.app) requireApp(scope, service.app);
  } else {
    const { type } = service as { readonly type?: unknown };
    requireChoice(scope, "service.type", type ?? null, Object.keys(AGENT_RELEASES));
  }
  const { version, sha256 } = service.release ?? AGENT_RELEASES[service.type];
  requireText(scope, "service.release.version", version, VERSION, AGENT_RELEASES[service.type].version);
  requireText(scope, "service.release.sha256", sha256, SHA256, AGENT_RELEASES[service.type].sha256);
  if (service.token !== undefined) {
    const alternative = service.type === "GitHub" ? "use app" : "leave it out to sign in with the agents' identity";
    requireSecret(scope, "service.token", service.token, alternative);
  }
}

function requireApp(scope: IConstruct, app: GitHubApp): void {
  const path = { node: { path: `${scope.node.path}.service.app` } };
  requireProps(path, app, "clientId", "installationId", "keyIdentifier");
  const { installationId, keyIdentifier, keyVaultId } = app;
  requireText(scope, "service.app.installationId", installationId, INSTALLATION, '"43210987"');
  requireText(scope, "service.app.keyIdentifier", keyIdentifier, KEY, EXAMPLE_KEY);
  const vault = keyVaultId === undefined ? undefined : ArmId.tryParse(keyVaultId)?.name;
  if (vault === undefined || isUnresolved(vault) || isUnresolved(keyIdentifier)) return;
  if (new URL(keyIdentifier).hostname.split(".")[0]?.toLowerCase() === vault.toLowerCase()) return;
  refuse(scope, "service.app.keyVaultId", {
    value: keyVaultId,
    allowed: `the vault of the key, ${new URL(keyIdentifier).hostname}: the agents sign with this key`,
    fix: "use the id of that vault, or leave it out if the vault's owner grants the role",
  });
}

/** Only organizations have runner groups. */
function requireRunnerGroup(scope: IConstruct, { url, runnerGroup }: GitHubService): void {
  if (runnerGroup === undefined || isUnresolved(url) || new URL(url).pathname.split("/").length === 2) return;
  refuse(scope, "service.runnerGroup", {
    value: runnerGroup,
    allowed: "a group only with the URL of an organization: repositories have none",
    fix: `leave it out, or use ${url.slice(0, url.lastIndexOf("/"))}`,
  });
}

const EXAMPLE_KEY = "https://kv-keys.vault.azure.net/keys/github-app";

function requireText(scope: IConstruct, prop: string, value: unknown, pattern: RegExp, example: string): void {
  if (isUnresolved(value) || (typeof value === "string" && pattern.test(value))) return;
  refuse(scope, prop, { value, allowed: `a value such as ${example}`, fix: `use ${example}, for example` });
}

/** Settings of the CustomScript extension. Only `protected_settings` aren't shown to anyone who can read the machine. */
export interface ScriptSettings {
  readonly settings?: string;
  readonly protectedSettings?: string;
}

/** The settings that run the install script with the service's values; protected if there is a token. */
export function scriptSettings(service: AgentService, tools: readonly string[]): ScriptSettings {
  const { version, sha256 } = service.release ?? AGENT_RELEASES[service.type];
  const values: Readonly<Record<string, string | undefined>> = {
    ...(service.type === "AzureDevOps"
      ? { AGENT_SERVICE: "azure-devops", AGENT_URL: service.organizationUrl, AGENT_POOL: service.pool }
      : {
          AGENT_SERVICE: "github",
          AGENT_URL: service.url,
          AGENT_POOL: service.runnerGroup,
          AGENT_LABELS: service.labels?.join(","),
          AGENT_APP_CLIENT_ID: service.app?.clientId,
          AGENT_APP_INSTALLATION_ID: service.app?.installationId,
          AGENT_APP_KEY: service.app?.keyIdentifier,
        }),
    AGENT_VERSION: version,
    AGENT_SHA256: sha256,
    AGENT_TOOLS: tools.join(","),
  };
  let known = "#!/usr/bin/env bash\n";
  // Tokens are separate texts, because Terraform's functions don't evaluate expressions within a text.
  const later: string[] = [];
  for (const [name, value = ""] of Object.entries(values)) {
    if (isUnresolved(value))
      later.push(`export ${name}="$(printf %s '`, Fn.base64encode(value), "' | base64 --decode)\"\n");
    else if (value !== "") known += `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`;
  }
  const { token } = service;
  if (token !== undefined) later.push("export AGENT_TOKEN_BASE64='", Fn.base64encode(token), "'\n");
  const settings = scriptSetting(known, later);
  return token === undefined ? { settings } : { protectedSettings: settings };
}

/** The setting with a script in base64. If Terraform knows a part of it only later, it composes the script itself. */
function scriptSetting(known: string, later: readonly string[]): string {
  const inBase64 = (text: string) => Buffer.from(text).toString("base64");
  if (later.length === 0) return JSON.stringify({ script: inBase64(known + INSTALL_SCRIPT) });
  // Decoded by Terraform, which would otherwise evaluate what looks like its expressions in the script.
  const parts = [Fn.base64decode(inBase64(known)), ...later, Fn.base64decode(inBase64(INSTALL_SCRIPT))];
  return Fn.jsonencode({ script: Fn.base64encode(Fn.join("", parts)) });
}
