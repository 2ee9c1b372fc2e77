import { refuse, requirePlace, requireProps } from "@org/aml-core/internal";
import type { PrivateDnsZoneKey } from "@org/azure-catalog";
import type { Construct } from "constructs";
import type { InstancesStrategy } from "./instances/instance-names.js";
import { PrivateDnsBase, type PrivateDnsProps } from "./private-dns.js";
import type { Zone } from "./zone.js";
import { existingZone } from "./zone-id.js";
import { nameOf, requireUsed } from "./zone-names.js";

/** Existing zones. */
export interface CentralPrivateDnsAttributes extends PrivateDnsProps {
  /**
   * ARM ids of the zones by key, in any group and subscription. Each private endpoint requires the zones of its target;
   * a workspace with its dependent resources needs api, notebooks, blob, file, queue, table, vault and acr.
   */
  readonly zoneIds: Readonly<Partial<Record<PrivateDnsZoneKey, string>>>;
  /**
   * How names of compute instances are resolved.
   * @default - "central" if there is the id of an instances zone, otherwise false
   */
  readonly instances?: InstancesStrategy | undefined;
}

/** Existing zones. */
export class ImportedPrivateDns extends PrivateDnsBase {
  constructor(scope: Construct, id: string, props: CentralPrivateDnsAttributes) {
    requirePlace(scope, id, "CentralPrivateDns");
    requireProps({ node: { path: `${scope.node.path}/${id}` } }, props, "zoneIds");
    const { zoneIds, instances = zoneIds.instances === undefined ? false : "central" } = props;
    super(scope, id, instances, props, (self) => zonesOf(self, instances, props));
  }
}

function zonesOf(scope: Construct, instances: InstancesStrategy, props: CentralPrivateDnsAttributes): Zone[] {
  const ids = Object.entries(props.zoneIds) as [PrivateDnsZoneKey, string][];
  if (ids.length === 0) {
    refuse(scope, "zoneIds", {
      value: props.zoneIds,
      allowed: "the id of at least one zone",
      fix: "pass the ids of the zones in which private endpoints register",
    });
  }
  const keys = ids.map(([key]) => key);
  requireUsed(scope, instances === "per-environment" ? [...keys, "instances"] : keys, props);
  if ((instances === "central") !== keys.includes("instances")) {
    refuse(scope, "instances", {
      value: instances,
      allowed: 'instances: "central" together with zoneIds.instances, or another strategy without it',
      fix:
        instances === "central"
          ? "pass the id of the instances zone"
          : "omit zoneIds.instances: a linked zone without records hides the public ones",
    });
  }
  return ids.map(([key, id]) => existingZone(scope, `zoneIds.${key}`, key, id, nameOf(scope, key, props)));
}
