import type { Answer, Request } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import { ArmId } from "@org/azure-catalog";
import type {
  Action,
  Endpoint,
  EndpointParameters,
  Latency,
  LongAction,
  ResourceProvider,
  ResourceType,
  Write,
} from "./resource-type.js";

/** Latencies that replace those of types, by ARM type, case-insensitive. */
export type Latencies = Readonly<Record<string, Latency>>;

/** The endpoint of a request. */
interface Called {
  /** Target of the operations that it starts; undefined for endpoints of the tenant. */
  readonly id: ArmId | undefined;
  answer(state: EmulatorState, request: Request): Answer | LongAction;
}

/** Behaviours of resource types and endpoints. */
export class Behaviours {
  readonly #types = new Map<string, ResourceType>();
  readonly #endpoints: { readonly pattern: RegExp; readonly names: readonly string[]; readonly endpoint: Endpoint }[] =
    [];
  readonly #latencies: ReadonlyMap<string, Latency>;

  constructor(providers: readonly ResourceProvider[], latencies: Latencies = {}) {
    this.#latencies = new Map(Object.entries(latencies).map(([type, latency]) => [type.toLowerCase(), latency]));
    for (const { namespace, types, endpoints = [] } of providers) {
      for (const type of types) this.#types.set(type.type.toLowerCase(), type);
      for (const endpoint of endpoints) this.#endpoints.push({ endpoint, ...patternOf(namespace, endpoint.path) });
    }
  }

  public has(type: string): boolean {
    return this.#types.has(type.toLowerCase());
  }

  /** Behaviour of a type; empty for unknown types. */
  public of(type: string): ResourceType {
    return this.#types.get(type.toLowerCase()) ?? { type };
  }

  /**
   * The action (POST) or setting (GET, PUT) of a type that a request below a resource names; undefined if there is
   * none.
   */
  public actionFor(method: string, type: string, name: string): Action | undefined {
    const { actions, settings } = this.of(type);
    if (method === "POST") return actions?.[name.toLowerCase()];
    return method === "GET" || method === "PUT" ? settings?.[name.toLowerCase()] : undefined;
  }

  /** Virtual seconds that a deletion takes. */
  public secondsOfDelete(type: string): number {
    return this.#latencies.get(type.toLowerCase())?.delete ?? this.of(type).latency?.delete ?? 0;
  }

  /** Virtual seconds of a write: the option for the type, the write's own duration, or the type's default. */
  public secondsOf(write: Write, state: EmulatorState): number {
    const type = this.of(write.id.resourceType);
    const kind = write.existing ? "update" : "create";
    const given = this.#latencies.get(write.id.resourceType.toLowerCase())?.[kind];
    return given ?? type.latencyOf?.(write, state) ?? type.latency?.[kind] ?? 0;
  }

  public endpointFor(method: string, path: string): Called | undefined {
    for (const { pattern, names, endpoint } of this.#endpoints) {
      if (endpoint.method !== method) continue;
      const match = pattern.exec(path);
      if (!match) continue;
      const [, scope = "", ...values] = match;
      const parameters: EndpointParameters = {
        scope,
        ...Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])),
      };
      return {
        id: ArmId.tryParse(scope),
        answer: (state, request) => endpoint.answer(parameters, state, request),
      };
    }
    return undefined;
  }
}

function patternOf(namespace: string, path: string): { readonly pattern: RegExp; readonly names: string[] } {
  const names: string[] = [];
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return "([^/]+)";
  });
  const prefix = namespace === "" ? "()" : `(.*)/providers/${namespace.replaceAll(".", "\\.")}`;
  return { pattern: new RegExp(`^${prefix}/${source}$`, "i"), names };
}
