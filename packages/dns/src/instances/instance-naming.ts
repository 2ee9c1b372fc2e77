import { BaseConstruct, refuse, UniqueRegistry } from "@org/aml-core/internal";
import type { TerraformProvider } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { nameOf, type ZoneNameProps } from "../zone-names.js";
import type { ZoneSet } from "../zone-set.js";
import { CentralInstanceNames } from "./central-instance-names.js";
import { EnvironmentInstancesZone } from "./environment-instances-zone.js";
import {
  type IInstanceNames,
  type InstanceNamesProps,
  INSTANCES_STRATEGIES,
  type InstancesStrategy,
} from "./instance-names.js";
import { InstanceRecord, type InstanceRecordProps } from "./instance-record.js";
import { requireTtl } from "./record-props.js";

const CENTRAL_ZONE = "the central zone";

/** Options for resolving the names of compute instances. */
export interface InstanceNamingProps extends ZoneNameProps {
  /**
   * Whether one wildcard in the central zone resolves the names of all compute instances, instead of a record for each.
   * Only for a platform with a single workspace, and only with the strategy `central`.
   * @default false
   */
  readonly instancesWildcard?: boolean | undefined;
  /**
   * Seconds that resolvers cache the address of a compute instance, 1 to 2147483647.
   * @default 10
   */
  readonly instancesTtl?: number | undefined;
}

/** Implements the strategy of a set of zones for the workspaces that use it. */
export class InstanceNaming {
  readonly #scope: IConstruct;
  readonly #strategy: InstancesStrategy;
  readonly #zones: ZoneSet;
  readonly #props: InstanceNamingProps;
  readonly #ttl: number;
  readonly #recordNames = new UniqueRegistry();
  readonly #wildcards = new UniqueRegistry();

  /** @throws InvalidInputError for an unknown strategy, or a wildcard without a central zone */
  constructor(scope: IConstruct, strategy: InstancesStrategy, zones: ZoneSet, props: InstanceNamingProps) {
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
        fix: `omit it: ${strategy === false ? "there is no zone" : "each environment's own zone has its wildcard"}`,
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
      case false:
        return new PublicInstanceNames(scope, id);
      case "per-environment":
        this.#reserveWildcard(vnet.node.path, scope, id);
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
          provider,
          tags,
        };
        if (!this.#props.instancesWildcard) {
          return new CentralInstanceNames(scope, id, { ...record, recordNames: this.#recordNames });
        }
        this.#reserveWildcard(CENTRAL_ZONE, scope, id);
        return new WildcardInstanceNames(scope, id, record);
      }
    }
  }

  #reserveWildcard(within: string, scope: IConstruct, id: string): void {
    const path = `${scope.node.path}/${id}`;
    this.#wildcards.reserve([within], path, (first) =>
      refuse(this.#scope, "addInstanceNames", {
        value: path,
        allowed: `one workspace in ${within}: host names of compute instances don't contain the workspace, so the wildcard of ${first} answers for all of them`,
        fix: 'use a record for each instance: instances: "central", without instancesWildcard',
      }),
    );
  }
}

/** The names of compute instances that resolve in public DNS. */
class PublicInstanceNames extends BaseConstruct implements IInstanceNames {
  /** Does nothing: public DNS resolves the name. */
  public addInstance(_instanceName: string): void {}
}

/** One record for all compute instances of a single workspace, `*.<region>`. */
class WildcardInstanceNames extends BaseConstruct implements IInstanceNames {
  constructor(scope: Construct, id: string, props: Omit<InstanceRecordProps, "instanceName">) {
    super(scope, id);
    new InstanceRecord(this, "Wildcard", { ...props, instanceName: "*" });
  }

  /** Does nothing: the wildcard resolves the name. */
  public addInstance(_instanceName: string): void {}
}
