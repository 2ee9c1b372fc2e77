import { ManualClock } from "../../src/emulator/clock.js";
import { AzureEmulator, type AzureEmulatorOptions } from "../../src/emulator/azure-emulator.js";

/** The id of the subscription of a sandbox. */
export const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";

/** The id of the resource group that a sandbox begins with. */
export const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;

/** The id of a resource in the group. */
export function idOf(type: string, name: string): string {
  const [namespace, first, ...rest] = type.split("/");
  const names = name.split("/");
  const pairs = [first, ...rest].flatMap((part, index) => [part, names[index]]);
  return `${GROUP}/providers/${namespace}/${pairs.join("/")}`;
}

/** What Azure answers where all is well. */
const SUCCESSES: Readonly<Record<string, readonly number[]>> = {
  GET: [200],
  HEAD: [204],
  POST: [200, 202],
  PUT: [200, 201, 202],
  PATCH: [200],
  DELETE: [200, 202, 204],
};

/** What Azure answered. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, read without looking at its type. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** An error, with the status of the answer that it began with. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The path of a URL that Azure Resource Manager answered with. */
export function pathOf(url: string | undefined): string {
  return (url ?? "").replace("https://management.azure.com", "");
}

/** An Azure without a network, whose time stands still, with a resource group in it. */
export class Sandbox {
  public readonly clock = new ManualClock();
  public readonly azure: AzureEmulator;

  private constructor(options: AzureEmulatorOptions) {
    this.azure = new AzureEmulator({ clock: this.clock, ...options });
  }

  public static async open(options: AzureEmulatorOptions = {}): Promise<Sandbox> {
    const sandbox = new Sandbox(options);
    await sandbox.make(GROUP, { location: "canadacentral" });
    return sandbox;
  }

  public async request(method: string, path: string, body?: unknown, apiVersion = "2025-12-01"): Promise<Reply> {
    const separator = path.includes("?") ? "&" : "?";
    const {
      status,
      headers = {},
      body: answered,
    } = await this.azure.request(method, `${path}${separator}api-version=${apiVersion}`, body);
    if (status < 400 && !SUCCESSES[method]?.includes(status)) throw new Error(`${method} ${path} answered ${status}`);
    return { status, headers, body: answered };
  }

  public put(id: string, body: unknown = {}): Promise<Reply> {
    return this.request("PUT", id, body);
  }

  public get(id: string): Promise<Reply> {
    return this.request("GET", id);
  }

  public delete(id: string): Promise<Reply> {
    return this.request("DELETE", id);
  }

  public post(path: string, body: unknown = {}): Promise<Reply> {
    return this.request("POST", path, body);
  }

  /** Puts a resource and waits until it is there. */
  public async make(id: string, body: unknown = {}): Promise<Reply["body"]> {
    const reply = await this.put(id, body);
    if (reply.status >= 400) throw new Error(JSON.stringify(reply.body));
    this.wait();
    return (await this.get(id)).body;
  }

  /** Puts a resource and gives the error that it's refused with, or that its operation ends with. */
  public async fail(id: string, body: unknown = {}): Promise<Failure | undefined> {
    const reply = await this.put(id, body);
    if (reply.status < 400) this.wait();
    return this.failureOf(reply);
  }

  /** The error in an answer, or the one of the operation that it leads to. */
  public async failureOf({ status, headers, body }: Reply): Promise<Failure | undefined> {
    if (status >= 400) return { status, code: body.error.code, message: body.error.message };
    const operation = headers["azure-asyncoperation"];
    if (operation === undefined) return undefined;
    const { body: ended } = (await this.azure.request("GET", pathOf(operation))) as Reply;
    return ended.error && { status, ...ended.error };
  }

  /** Lets time pass: enough for whatever goes on to end. */
  public wait(seconds = 4 * 3600): void {
    this.clock.advance(seconds);
  }
}
