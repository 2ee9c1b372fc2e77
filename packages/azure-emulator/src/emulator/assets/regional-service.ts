import { ArmError } from "../arm/arm-error.js";
import { objectOf, objectsOf, textOf } from "../arm/body.js";
import { plainLocation } from "../arm/location.js";
import type { Operation } from "../arm/operations.js";
import { POLL_AT_ONCE, waitFor } from "../arm/polling.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Entra } from "../entra.js";
import type { Answer, Request, Service } from "../http.js";
import { registryNamed } from "./asset-endpoints.js";
import { answerOrUserError, userError } from "./user-error.js";

const LOOK_UP = /^\/registrymanagement\/v1\.0\/registries\/([^/]+)\/discovery$/i;
const OPERATION = /^\/(assetstore|environment)\/v1\.0\/operations\/([^/]+)$/i;

/**
 * The regional services of Azure Machine Learning, such as `eastus.api.azureml.ms`: the look-up of registries, and the
 * operations on their assets.
 */
export class RegionalService implements Service {
  readonly #state: EmulatorState;
  readonly #entra: Entra;

  constructor(state: EmulatorState, entra: Entra) {
    this.#state = state;
    this.#entra = entra;
  }

  /** Whether a host is a regional service; those of workspaces have more parts. */
  public static handles(host: string): boolean {
    return /^[a-z0-9]+\.api\.azureml\.ms$/.test(host);
  }

  public answer(request: Request): Promise<Answer> {
    return answerOrUserError(() => this.#answer(request));
  }

  #answer(request: Request): Answer | Promise<Answer> {
    this.#entra.principalOf(request.headers["authorization"]);
    const [, registry] = LOOK_UP.exec(request.path) ?? [];
    if (registry !== undefined) return { status: 200, body: this.#lookUp(decodeURIComponent(registry)) };
    const [, , name] = OPERATION.exec(request.path) ?? [];
    const operation = name === undefined ? undefined : this.#state.operations.get(name);
    if (operation) return answerOperation(operation, request);
    this.#state.note({ kind: "request", what: `${request.method} ${request.host}${request.path}` });
    throw new ArmError(404, "NotFound", `There is no ${request.path} here.`);
  }

  #lookUp(name: string): object {
    const { id, body } = registryNamed(name, this.#state);
    const primary = plainLocation(body.location);
    const regions = objectsOf(body.properties["regionDetails"]).map(({ location }) => plainLocation(textOf(location)));
    const guid = textOf(body.properties["registryId"]) ?? "";
    return {
      registryName: id.name,
      tenantId: this.#state.directory.tenantId,
      primaryRegion: primary,
      regions,
      subscriptionId: id.subscriptionId,
      resourceGroup: id.resourceGroup,
      workspaceId: guid,
      primaryRegionResourceProviderUri: `https://cert-${primary}.experiments.azureml.net/`,
      registryFqdns: Object.fromEntries(
        regions.map((region) => [region, { uri: `https://${guid}.registry.${region}.privatelink.api.azureml.ms` }]),
      ),
    };
  }
}

/** The headers that tell the client of a registry where to poll an operation. */
export function operationHeaders(
  { name }: Operation,
  location: string | undefined,
  store: string,
): Record<string, string> {
  return {
    ...POLL_AT_ONCE,
    location: `https://${plainLocation(location)}.api.azureml.ms/${store}/v1.0/operations/${name}`,
    "x-ms-async-operation-timeout": "PT1H",
  };
}

/** The end of an operation: nothing for a shared asset and an environment, otherwise the id of the asset. */
async function answerOperation(operation: Operation, request: Request): Promise<Answer> {
  await waitFor(operation, request.signal);
  if (operation.status === "InProgress") {
    return { status: 202, headers: { ...POLL_AT_ONCE, location: `https://${request.host}${request.path}` } };
  }
  if (operation.error) return userError(operation.error);
  const { assetId } = objectOf(operation.result);
  if (operation.kind === "action") return { status: 204, headers: POLL_AT_ONCE };
  return { status: 200, headers: POLL_AT_ONCE, ...(assetId === undefined ? {} : { body: { assetId } }) };
}
