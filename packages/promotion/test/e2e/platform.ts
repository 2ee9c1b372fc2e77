import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ROLES } from "@org/azure-catalog";
import { AzureEmulator, type ExistingResource } from "@org/azure-emulator";
import { parse } from "yaml";
import { bundle } from "../../../../tools/promotion/bundle.mjs";

const EXAMPLE = join(import.meta.dirname, "../../../../apps/reference-platform/examples/promotion");
const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups";
const ML = "Microsoft.MachineLearningServices";
const API = "?api-version=2025-12-01";

export const DEV = `${SUBSCRIPTION}/rg-aml-ws-dev-cc-01/providers/${ML}/workspaces/mlwdevcc01`;
export const PROD = `${SUBSCRIPTION}/rg-aml-ws-prod-cc-01/providers/${ML}/workspaces/mlwprodcc01`;
export const DEV_REGISTRY = `${SUBSCRIPTION}/rg-aml-reg-dev-cc-01/providers/${ML}/registries/mlrdevcc01`;
export const PROD_REGISTRY = `${SUBSCRIPTION}/rg-aml-reg-prod-cc-01/providers/${ML}/registries/mlrprodcc01`;
const COMPUTE = `${PROD}/computes/amlcc-prod-cc01`;
const IDENTITY = `${SUBSCRIPTION}/rg-aml-ws-prod-cc-01/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-compute`;
const accountOf = (workspace: string) =>
  `${workspace.split("/providers/")[0]}/providers/Microsoft.Storage/storageAccounts/st${workspace.slice(-9)}`;

/** Runs a command at a pseudo terminal, to which it passes its input. */
const TERMINAL = `
import os, pty, select, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
before = termios.tcgetattr(terminal)
inputs = [terminal, 0]
while True:
    ready = select.select(inputs, [], [])[0]
    if 0 in ready:
        typed = os.read(0, 1024)
        if typed:
            os.write(terminal, typed)
        else:
            inputs.remove(0)
    if terminal in ready:
        try:
            os.write(1, os.read(terminal, 65536))
        except OSError:
            break
if termios.tcgetattr(terminal) == before:
    os.write(1, b"terminal restored")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) % 256)
`;

/** The result of a command. */
export interface Result {
  readonly code: number | null;
  readonly out: string;
}

/** The example's platform in an emulator, whose registries and their storage can be reached from inside only. */
export class ExamplePlatform {
  public readonly emulator: AzureEmulator;
  /** A copy of the example. */
  public readonly folder: string;
  readonly #program: string;

  private constructor(emulator: AzureEmulator, folder: string, program: string) {
    this.emulator = emulator;
    this.folder = folder;
    this.#program = program;
  }

  public static async start(): Promise<ExamplePlatform> {
    const folder = await mkdtemp(join(tmpdir(), "promotion-"));
    const program = join(folder, "program.cjs");
    await Promise.all([bundle(program), cp(EXAMPLE, join(folder, "promotions"), { recursive: true })]);
    const failureModes = { "role-propagation": 0, "compute-roles": false } as const;
    const emulator = await AzureEmulator.start({ speed: 50_000, runJobs: true, failureModes });
    const platform = new ExamplePlatform(emulator, join(folder, "promotions"), program);
    await emulator.addExisting(await platform.#resources(), "canadacentral");
    await platform.#assignRoles();
    return platform;
  }

  async #resources(): Promise<ExistingResource[]> {
    const registry = (id: string): ExistingResource => ({
      id,
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
    const workspaces = [DEV, PROD].flatMap((id): ExistingResource[] => [
      { id: accountOf(id), properties: { publicNetworkAccess: "Enabled" } },
      { id, properties: { storageAccount: accountOf(id), systemDatastoresAuthMode: "identity" } },
    ]);
    return [
      ...workspaces,
      registry(DEV_REGISTRY),
      registry(PROD_REGISTRY),
      { id: IDENTITY },
      {
        id: COMPUTE,
        identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } },
        properties: { computeType: "AmlCompute", properties: { vmSize: "Standard_DS3_v2" } },
      },
    ];
  }

  /** Only the compute's identity may use the registry of production. */
  async #assignRoles(): Promise<void> {
    const { objectId } = this.emulator.identity;
    const compute = String(this.properties(IDENTITY)["principalId"]);
    const granted = [
      [objectId, DEV, ROLES.azureMlDataScientist],
      [objectId, DEV_REGISTRY, ROLES.azureMlRegistryUser],
      [objectId, PROD, ROLES.azureMlDataScientist],
      [objectId, accountOf(PROD), ROLES.storageBlobDataReader],
      [compute, DEV_REGISTRY, ROLES.azureMlRegistryUser],
      [compute, PROD_REGISTRY, ROLES.azureMlRegistryUser],
      [compute, PROD, ROLES.azureMlDataScientist],
    ] as const;
    for (const [index, [principalId, scope, { id }]] of granted.entries()) {
      await this.#assign(`0${index}`, principalId, scope, id);
    }
  }

  async #assign(number: string, principalId: string, scope: string, role: string): Promise<void> {
    await this.emulator.put(
      `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-0000000000${number}`,
      {
        properties: {
          principalId,
          principalType: "ServicePrincipal",
          roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        },
      },
    );
  }

  /** Gives the signed-in principal the role on the registry of production that only the compute has. */
  public async allowProdRegistry(): Promise<void> {
    await this.#assign("90", this.emulator.identity.objectId, PROD_REGISTRY, ROLES.azureMlRegistryUser.id);
  }

  /** The model, data and environments of the example, as dev registers them. */
  public async register(): Promise<void> {
    await this.model("7", 9_000_000);
    const data = await this.#upload("demand-holdout", "3", { "holdout.csv": Buffer.from("week,store\n1,17\n") });
    await this.emulator.put(`${DEV}/data/demand-holdout/versions/3`, {
      properties: { dataUri: data, dataType: "uri_folder" },
    });
    for (const [name, version] of [
      ["demand-inference", "3"],
      ["promotion", "1"],
    ]) {
      await this.emulator.put(`${DEV}/environments/${name}/versions/${version}`, { properties: { image: "node:20" } });
    }
    await this.emulator.request("POST", `${DEV}/environments/promotion/versions/1/publish${API}`, {
      registryName: "mlrdevcc01",
    });
  }

  /** A version of the model with a file of some size. */
  public async model(version: string, bytes: number): Promise<void> {
    const content = Buffer.alloc(bytes, version);
    const modelUri = await this.#upload("demand", version, {
      MLmodel: Buffer.from("flavors: {}"),
      "model.pkl": content,
    });
    await this.emulator.put(`${DEV}/models/demand/versions/${version}`, {
      properties: { modelUri, modelType: "mlflow_model" },
    });
  }

  async #upload(name: string, version: string, files: Readonly<Record<string, Buffer>>): Promise<string> {
    const { body } = await this.emulator.request(
      "POST",
      `${DEV}/codes/${name}/versions/${version}/startPendingUpload${API}`,
      {},
    );
    const { blobUri, credential } = (
      body as { blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } } }
    ).blobReferenceForConsumption;
    const { hostname, pathname, searchParams } = new URL(credential.sasUri);
    for (const [path, content] of Object.entries(files)) {
      await this.emulator.answer({
        method: "PUT",
        host: hostname,
        path: `${pathname}/model/${path}`,
        query: searchParams,
        headers: { "x-ms-blob-type": "BlockBlob" },
        text: "",
        content: Readable.from([content]),
        signal: new AbortController().signal,
      });
    }
    return `${blobUri}/model`;
  }

  /** The properties of a resource. */
  public properties(id: string): Record<string, unknown> {
    const found = this.find(id);
    if (!found) throw new Error(`there is no ${id}`);
    return found.body.properties;
  }

  public find(id: string): AzureEmulator["resources"][number] | undefined {
    return this.emulator.resources.find((one) => one.id.equals(id));
  }

  /** Runs the command as a process. @param inside whether it is inside the virtual networks */
  public start(args: readonly string[], inside: boolean): Running {
    const child = spawn(process.execPath, [this.#program, ...args], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], ...(inside ? this.emulator.envInside : this.emulator.env) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new Running(child);
  }

  /** Like {@link start}, at a terminal of its own, whose end the output names as restored if it is as before. */
  public startAtTerminal(args: readonly string[], inside: boolean): Running {
    const child = spawn("python3", ["-c", TERMINAL, process.execPath, this.#program, ...args], {
      cwd: this.folder,
      env: { PATH: process.env["PATH"], ...(inside ? this.emulator.envInside : this.emulator.env) },
      stdio: ["pipe", "pipe", "inherit"],
    });
    return new Running(child);
  }

  public run(args: readonly string[], inside: boolean): Promise<Result> {
    return this.start(args, inside).ended;
  }

  /** Kills the process of the job that is running, as a compute that is taken away does. */
  public killJob(): void {
    const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
      .split("\n")
      .map((line) => line.trim().split(/\s+/));
    const job = processes.find(
      ([, parent, ...args]) => Number(parent) === process.pid && args.join(" ").includes("aml-promotion.cjs apply"),
    );
    if (!job) throw new Error("no job is running");
    process.kill(-Number(job[0]), "SIGKILL");
  }

  /** The audit record as a page. */
  public record(): Promise<string> {
    return readFile(join(this.folder, "records/demand-7.md"), "utf8");
  }

  /** Creates an endpoint or a deployment from its YAML file, as `az ml` does. */
  public async deploy(workspace: string, file: string): Promise<string> {
    const spec = parse(await readFile(join(this.folder, "endpoints", file), "utf8")) as Record<string, string | number>;
    const endpoint = `${workspace}/onlineEndpoints/${spec["endpoint_name"] ?? spec["name"]}`;
    const isDeployment = spec["endpoint_name"] !== undefined;
    const id = isDeployment ? `${endpoint}/deployments/${spec["name"]}` : endpoint;
    await this.emulator.put(id, {
      location: "canadacentral",
      identity: { type: "SystemAssigned" },
      ...(isDeployment ? { sku: { name: "Default", capacity: spec["instance_count"] } } : {}),
      properties: isDeployment
        ? {
            endpointComputeType: "Managed",
            model: spec["model"],
            environmentId: spec["environment"],
            instanceType: spec["instance_type"],
          }
        : { authMode: "AADToken", publicNetworkAccess: "Disabled" },
    });
    return id;
  }
}

/** A running command. */
export class Running {
  public readonly ended: Promise<Result>;
  readonly #child: ChildProcess;
  #out = "";

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.#out += text));
    }
    this.ended = new Promise((resolve) => child.once("close", (code) => resolve({ code, out: this.#out })));
  }

  /** Sends a signal as soon as the output contains a text. */
  public signalAt(text: string, signal: NodeJS.Signals): Promise<Result> {
    return this.at(text, () => this.#child.kill(signal));
  }

  /** Presses Ctrl-C at the terminal as soon as the output contains a text. */
  public ctrlCAt(text: string): Promise<Result> {
    return this.at(text, () => this.#child.stdin?.write("\u0003"));
  }

  /** Does something once, as soon as the output contains a text. */
  public async at(text: string, act: () => void): Promise<Result> {
    let done = false;
    const look = (): void => {
      if (done || !this.#out.includes(text)) return;
      done = true;
      act();
    };
    this.#child.stdout?.on("data", look);
    this.#child.stderr?.on("data", look);
    look();
    return this.ended;
  }
}
