import { isUnresolved, type IVirtualNetwork, type PrivateLinkTarget, refuse } from "@org/aml-core";
import type { IConstruct } from "constructs";

interface Claim {
  readonly endpoint: string;
  readonly vnet: string;
}

/**
 * Which endpoint registers which target in which zone: Azure keeps one record set for a name, so of two endpoints of a
 * resource in one zone the second takes the first one's record away (S2-PE-02).
 *
 * Targets are told apart by their constructs, and by their ids where these are written out.
 */
export class EndpointClaims {
  readonly #claims = new Map<string, Claim>();

  /** @throws InvalidInputError if another endpoint has registered the target in one of the zones */
  public add(
    endpoint: IConstruct,
    target: PrivateLinkTarget,
    zoneKeys: readonly string[],
    vnet: IVirtualNetwork,
    managedBy: "terraform" | "policy",
  ): void {
    const names = namesOf(target);
    for (const zone of zoneKeys) {
      const first = names.map((name) => this.#claims.get(`${zone} ${name}`)).find((claim) => claim !== undefined);
      if (first === undefined) continue;
      const elsewhere =
        first.vnet === vnet.node.path ? "" : `, and ${first.vnet} would be sent to an address in ${vnet.node.path}`;
      const without =
        managedBy === "terraform"
          ? "leave zones out of this endpoint, so that it has no zone group"
          : "exempt this endpoint from the policy that writes zone groups";
      refuse(endpoint, "zones", {
        value: target.construct.node.path,
        allowed: `one endpoint of a resource in a zone; ${first.endpoint} registers it in ${zone} already: Azure would replace its record by this one's${elsewhere}`,
        fix: `give ${vnet.node.path} zones of its own (another set, linked to it alone), or ${without}`,
      });
    }
    const claim = { endpoint: endpoint.node.path, vnet: vnet.node.path };
    for (const zone of zoneKeys) for (const name of names) this.#claims.set(`${zone} ${name}`, claim);
  }
}

function namesOf({ construct, resourceId }: PrivateLinkTarget): string[] {
  const path = `path:${construct.node.path}`;
  return isUnresolved(resourceId) ? [path] : [path, `id:${resourceId.toLowerCase()}`];
}
