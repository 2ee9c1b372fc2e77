import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AnonymousCredential, ContainerClient, newPipeline } from "@azure/storage-blob";
import { ROLES } from "@org/azure-catalog";
import { AzureEmulator, type ExistingResource } from "@org/azure-emulator";
import { blobHttpClient } from "../src/blob-client.js";
import { Azure, type AzureOptions } from "../src/index.js";
import { type CommandContext, runIn } from "../src/run.js";
import { DEV_REGISTRY, DEV_WORKSPACE, PROD_REGISTRY, PROD_WORKSPACE, PROMOTION } from "./file.js";
import { credentialOf, inProcess } from "./in-process.js";

const GROUP = DEV_REGISTRY.split("/providers/")[0] ?? "";
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/stmldev`;
const VERSION = "2025-12-01";

const registry = (id: string): ExistingResource => ({
  id,
  location: "canadacentral",
  properties: {
    publicNetworkAccess: "Disabled",
    regionDetails: [
      {
        location: "canadacentral",
        acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }],
        storageAccountDetails: [{ systemCreatedStorageAccount: { storageAccountType: "Standard_LRS" } }],
      },
    ],
  },
});

/** What of the platform differs from one on which everything can be promoted. */
export interface Differences {
  /** Properties of the dev workspace's storage account. */
  readonly storage?: Readonly<Record<string, unknown>>;
}

/** Two environments in an emulator in this process, and a folder with a promotion file. */
export class Platform {
  public readonly emulator: AzureEmulator;
  public readonly options: AzureOptions;
  public readonly folder: string;

  private constructor(emulator: AzureEmulator, options: AzureOptions, folder: string) {
    this.emulator = emulator;
    this.options = options;
    this.folder = folder;
  }

  public static async open({ storage }: Differences = {}): Promise<Platform> {
    const emulator = new AzureEmulator({ speed: 50_000, privateAccess: true, failureModes: { "role-propagation": 0 } });
    const { objectId } = emulator.identity;
    const assign = (role: { readonly id: string }, scope: string, name: number): ExistingResource => ({
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${name}`,
      properties: {
        principalId: objectId,
        principalType: "ServicePrincipal",
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
      },
    });
    await emulator.addExisting(
      [
        {
          id: ACCOUNT,
          properties: storage ?? {
            publicNetworkAccess: "Enabled",
            networkAcls: {
              defaultAction: "Deny",
              resourceAccessRules: [{ resourceId: DEV_REGISTRY, tenantId: emulator.identity.tenantId }],
            },
          },
        },
        { id: DEV_WORKSPACE, properties: { storageAccount: ACCOUNT } },
        { id: PROD_WORKSPACE, properties: { storageAccount: ACCOUNT } },
        registry(DEV_REGISTRY),
        registry(PROD_REGISTRY),
        ...[
          assign(ROLES.azureMlDataScientist, DEV_WORKSPACE, 1),
          assign(ROLES.azureMlDataScientist, PROD_WORKSPACE, 2),
          assign(ROLES.azureMlRegistryUser, DEV_REGISTRY, 3),
          assign(ROLES.azureMlRegistryUser, PROD_REGISTRY, 4),
        ],
      ],
      "canadacentral",
    );
    const folder = await mkdtemp(join(tmpdir(), "promotion-"));
    const httpClient = inProcess(emulator);
    const retry = { retryDelayInMs: 1, maxRetryDelayInMs: 5 };
    const credential = await credentialOf(emulator);
    return new Platform(emulator, { credential, httpClient, retry, pollSeconds: 0 }, folder);
  }

  public get azure(): Azure {
    return new Azure(this.options);
  }

  /** Writes files below the folder of the promotion file. */
  public async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, path)), { recursive: true });
      await writeFile(join(this.folder, path), content);
    }
  }

  /** Writes the promotion file, the usual one with other fields, and the metrics of its first asset. */
  public async promotion(differences: object = {}): Promise<void> {
    const promotion = { ...PROMOTION, ...differences };
    await this.write({ "demand-7.json": JSON.stringify(promotion) });
    await this.metrics(0.95, promotion.assets[0]);
  }

  /** Writes the evidence with the metric of an asset. */
  public async metrics(f1: number, asset: object = PROMOTION.assets[0] ?? {}): Promise<void> {
    await this.write({ "evidence/metrics.json": JSON.stringify({ asset, f1 }) });
  }

  /** Runs a command on the promotion file. */
  public async run(
    command: string,
    options: readonly string[] = [],
    azure: Partial<AzureOptions> = {},
    onSignal: CommandContext["onSignal"] = () => () => undefined,
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const [out, err]: [string[], string[]] = [[], []];
    const context = {
      cwd: this.folder,
      print: (line: string) => void out.push(line),
      complain: (line: string) => void err.push(line),
      azure: async () => ({ ...this.options, ...azure }),
      program: import.meta.filename,
      interactive: false,
      onSignal,
      freeMemory: () => undefined,
    };
    const code = await runIn(context, [command, "demand-7.json", ...options]);
    return { code, out: out.join("\n"), err: err.join("\n") };
  }

  /** A model of the dev workspace, with its files in the workspace's storage. */
  public async register(
    name: string,
    version: string,
    files: Readonly<Record<string, string | Buffer>>,
    kind = "models",
  ): Promise<void> {
    const container = await this.#container(DEV_WORKSPACE, `codes/${name}/versions/${version}`);
    for (const [path, content] of Object.entries(files)) {
      const bytes = Buffer.from(content);
      await container.client.getBlockBlobClient(`${name}/${path}`).upload(bytes, bytes.length);
    }
    const uri = `${container.uri}/${name}`;
    const properties =
      kind === "models"
        ? { modelUri: uri, modelType: "custom_model" }
        : kind === "codes"
          ? { codeUri: uri }
          : { dataUri: uri, dataType: "uri_folder" };
    await this.emulator.put(`${DEV_WORKSPACE}/${kind}/${name}/versions/${version}`, { properties });
  }

  /** An environment of the dev workspace. */
  public async environment(name: string, version: string, image: string): Promise<void> {
    await this.emulator.put(`${DEV_WORKSPACE}/environments/${name}/versions/${version}`, { properties: { image } });
  }

  /** The properties of a resource, which can be changed. */
  public properties(id: string): Record<string, unknown> {
    const found = this.emulator.resources.find((one) => one.id.equals(id));
    if (!found) throw new Error(`there is no ${id}`);
    return found.body.properties;
  }

  /** Deletes a version, as if it had never been created. */
  public async remove(id: string): Promise<void> {
    await this.emulator.request("DELETE", `${id}?api-version=${VERSION}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Takes the principal's role on a resource away. */
  public async revoke(scope: string): Promise<void> {
    const type = "Microsoft.Authorization/roleAssignments";
    const found = this.emulator.resources.find(({ id }) => id.hasType(type) && id.scope === scope);
    await this.remove(String(found?.id));
  }

  /** Lets the principal read the storage account of the workspaces. */
  public async grantStorage(): Promise<void> {
    const name = `${ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-000000000009`;
    await this.emulator.put(name, {
      properties: {
        principalId: this.emulator.identity.objectId,
        principalType: "ServicePrincipal",
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ROLES.storageBlobDataReader.id}`,
      },
    });
  }

  /** The audit record as a page. */
  public record(): Promise<string> {
    return readFile(join(this.folder, "records/demand-7.md"), "utf8");
  }

  /** Overwrites a file of a version in a registry. */
  public async changeFiles(id: string, path: string, content: string): Promise<void> {
    const uri = new URL(String(this.properties(id)["modelUri"]));
    const container = uri.pathname.split("/")[1] ?? "";
    const { client } = await this.#container(PROD_REGISTRY, `models/x/versions/1`, container);
    await client.getBlockBlobClient(path).upload(content, content.length);
  }

  /** The requests that changed something, except for access to storage. */
  public get writes(): string[] {
    return this.emulator.requests
      .filter(({ method, url }) => method !== "GET" && !/\/datareferences\/|\/token/.test(url))
      .map(({ method, url }) => `${method} ${new URL(url).pathname}`);
  }

  async #container(
    owner: string,
    path: string,
    pendingUploadId?: string,
  ): Promise<{ readonly client: ContainerClient; readonly uri: string }> {
    const { body } = await this.emulator.request("POST", `${owner}/${path}/startPendingUpload?api-version=${VERSION}`, {
      pendingUploadId,
    });
    const { blobUri, credential } = (
      body as { blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } } }
    ).blobReferenceForConsumption;
    const pipeline = newPipeline(new AnonymousCredential(), { httpClient: blobHttpClient(inProcess(this.emulator)) });
    return { client: new ContainerClient(credential.sasUri, pipeline), uri: blobUri };
  }
}
