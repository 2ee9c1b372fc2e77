import { objectsOf, referenceOf, textOf } from "./arm/body.js";
import type { ArmResource } from "./arm/resource.js";
import type { ArmId } from "@org/azure-catalog";
import { privateLinkName } from "./private-link-names.js";
import type { EmulatorState } from "./emulator-state.js";

const LINKS = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";

/** The answer for a name, with its origin. */
export interface NameAnswer {
  readonly addresses: readonly string[];
  /** ARM id of the record, or of the zone if it has no record for the name. */
  readonly record: string;
}

/**
 * The answer that a machine in a virtual network gets for a name from the private zones linked to the network. As in
 * Azure, a linked zone answers for all names below it, even if it has no record, unless its link has
 * `NxDomainRedirect`.
 * @returns undefined if no linked zone contains the name's domain, so that public DNS answers
 */
export function resolveIn(state: EmulatorState, network: string, name: string): NameAnswer | undefined {
  const plain = name.toLowerCase().replace(/\.$/, "");
  const linked = state.resources
    .ofType(LINKS)
    .filter(({ body }) => referenceOf(body.properties["virtualNetwork"])?.toLowerCase() === network.toLowerCase())
    .flatMap(({ id, body }) => (id.parent ? { zone: id.parent, policy: body.properties["resolutionPolicy"] } : []))
    .sort((one, other) => other.zone.name.length - one.zone.name.length);
  for (const candidate of new Set([plain, privateLinkName(plain)])) {
    const found = linked.find(({ zone }) => `.${candidate}`.endsWith(`.${zone.name.toLowerCase()}`));
    if (!found) continue;
    const record = recordFor(found.zone, candidate, state);
    if (!record && found.policy === "NxDomainRedirect") return undefined;
    return {
      addresses: objectsOf(record?.body.properties["aRecords"]).flatMap(({ ipv4Address }) => textOf(ipv4Address) ?? []),
      record: (record?.id ?? found.zone).toString(),
    };
  }
  return undefined;
}

/** The record of a name in a zone, or the nearest wildcard above it. */
function recordFor(zone: ArmId, name: string, { resources }: EmulatorState): ArmResource | undefined {
  const relative = name.slice(0, -(zone.name.length + 1));
  const labels = relative.split(".");
  const names = [relative || "@", ...labels.map((_, index) => ["*", ...labels.slice(index + 1)].join("."))];
  return names.map((one) => resources.get(zone.child("A", one))).find((record) => record !== undefined);
}
