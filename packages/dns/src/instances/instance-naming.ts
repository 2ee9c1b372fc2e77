import { refuse } from "@org/aml-core";
import type { TerraformProvider } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { PrivateDnsProps } from "../private-dns.js";
import { nameOf } from "../zone-names.js";
import type { ZoneSet } from "../zone-set.js";
import { CentralInstanceNames } from "./central-instance-names.js";
import { EnvironmentInstancesZone } from "./environment-instances-zone.js";
import type { IInstanceNames, InstanceNamesProps } from "./instance-names.js";
import { PublicInstanceNames } from "./public-instance-names.js";
import { requireTtl } from "./record-props.js";
import { INSTANCES_STRATEGIES, type InstancesStrategy } from "./strategy.js";
import { WildcardInstanceNames } from "./wildcard-instance-names.js";

const CENTRAL_ZONE = "the central zone";

/** Carries out the strategy of a set of zones for the workspaces that use it. */
export class InstanceNaming {
  readonly #scope: IConstruct;
  readonly #strategy: InstancesStrategy;
  readonly #zones: ZoneSet;
  readonly #props: PrivateDnsProps;
  readonly #ttl: number;
  readonly #records = new Map<string, string>();
  readonly #wildcards = new Map<string, string>();

  /** @throws InvalidInputError for a strategy that isn't one, or a wildcard where there is no central zone */
  constructor(scope: IConstruct, strategy: InstancesStrategy, zones: ZoneSet, props: PrivateDnsProps) {
    this.#scope = scope;
    this.#strategy = strategy;
    this.#zones = zones;
    this.#props = props;
    this.#ttl = requireTtl(scope, "instancesTtl", props.instancesTtl);
    if (!INSTANCES_STRATEGIES.includes(strategy)) {
      refuse(scope, "instances", {
        value: strategy,
        allowed: INSTANCES_STRATEGIES.join(", "),
        fix: "leave it out for central",
      });
    }
    if (props.instancesWildcard && strategy !== "central") {
      refuse(scope, "instancesWildcard", {
        value: true,
        allowed: 'a wildcard in the central zone, with instances: "central"',
        fix: `leave it out: ${strategy === "none" ? "there is no zone" : "each environment's own zone has its wildcard"}`,
      });
    }
  }

  public add(
    scope: Construct,
    id: string,
    props: InstanceNamesProps,
    provider: TerraformProvider | undefined,
  ): IInstanceNames {
    const { vnet, location, endpointIpAddress, tags } = props;
    switch (this.#strategy) {
      case "none":
        return new PublicInstanceNames(scope, id);
      case "per-environment":
        this.#takeWildcard(vnet.node.path, scope, id);
        return new EnvironmentInstancesZone(scope, id, {
          ...props,
          zoneName: nameOf(this.#scope, "instances", this.#props),
          ttl: this.#ttl,
        });
      case "central": {
        const record = {
          zone: this.#zones.get("instances").reference,
          location,
          endpointIpAddress,
          ttl: this.#ttl,
          ...(provider ? { provider } : {}),
          ...(tags ? { tags } : {}),
        };
        if (!this.#props.instancesWildcard) {
          return new CentralInstanceNames(scope, id, { ...record, taken: this.#records });
        }
        this.#takeWildcard(CENTRAL_ZONE, scope, id);
        return new WildcardInstanceNames(scope, id, record);
      }
    }
  }

  #takeWildcard(within: string, scope: IConstruct, id: string): void {
    const path = `${scope.node.path}/${id}`;
    const owner = this.#wildcards.get(within);
    if (owner !== undefined) {
      refuse(this.#scope, "addInstanceNames", {
        value: path,
        allowed: `one workspace in ${within}: the wildcard of ${owner} answers for every compute instance there, for their host names carry no workspace`,
        fix: 'use a record for each instance: instances: "central", without instancesWildcard',
      });
    }
    this.#wildcards.set(within, path);
  }
}
