import { refuse } from "@org/aml-core/internal";
import {
  type Cloud,
  CLOUDS,
  PRIVATE_LINKS,
  type PrivateLinkFacts,
  type PrivateLinkSubResource,
} from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import { type Zone, zoneFacts } from "./zone.js";

/** The zones of a set, by key and by sub-resource. */
export class ZoneSet {
  readonly #scope: IConstruct;
  readonly #cloud: Cloud;

  constructor(
    scope: IConstruct,
    public readonly all: readonly Zone[],
    cloud: Cloud = "public",
  ) {
    this.#scope = scope;
    this.#cloud = cloud;
  }

  /** @throws InvalidInputError if the set doesn't have it */
  public get(key: string): Zone {
    const zone = this.all.find((other) => other.key === key);
    if (zone) return zone;
    return refuse(this.#scope, "zones", {
      value: key,
      allowed: `zones of this set: ${this.all.map((other) => other.key).join(", ")}`,
      fix: `add it: extraZones: ["${key}"] for new zones, zoneIds: { ${key}: "<id>" } for existing ones`,
    });
  }

  /**
   * The zones in which an endpoint to a sub-resource registers, as far as the cloud has them.
   * @throws InvalidInputError if the set lacks one, or the cloud has none
   */
  public forSubResource(subResource: PrivateLinkSubResource): Zone[] {
    const { zones }: PrivateLinkFacts = PRIVATE_LINKS[subResource];
    const keys = zones.filter((key) => this.#has(key) || zoneFacts(key)?.names[this.#cloud] !== undefined);
    if (keys.length === 0) {
      refuse(this.#scope, "cloud", {
        value: subResource,
        allowed: `a sub-resource that ${CLOUDS[this.#cloud].displayName} offers through private link`,
        fix: "create the endpoint without zones, or reach the target in another way",
      });
    }
    return keys.map((key) => this.get(key));
  }

  #has(key: string): boolean {
    return this.all.some((zone) => zone.key === key);
  }
}
