import type { IConstruct } from "constructs";
import { refuse } from "./invalid-input.js";
import { isUnresolved } from "./tokens.js";

/** The addresses of a subnet that somebody chose. */
export interface IStaticAddresses {
  /**
   * Gives an address to a resource.
   * @param claimant the construct that was given the address
   * @param prop the prop it came through
   * @param address IPv4; one that only Terraform knows is not judged
   * @throws InvalidInputError for an address that was given away already
   */
  claim(claimant: IConstruct, prop: string, address: string): void;
}

/**
 * Keeps account of a subnet's static addresses: Azure refuses the second network interface that asks for one, half way
 * through an apply.
 */
export class StaticAddresses implements IStaticAddresses {
  readonly #holders = new Map<string, IConstruct>();

  public claim(claimant: IConstruct, prop: string, address: string): void {
    if (isUnresolved(address)) return;
    const holder = this.#holders.get(address);
    if (holder) {
      refuse(claimant, prop, {
        value: address,
        allowed: `an address of the subnet that is free; ${holder.node.path} has this one`,
        fix: "use another one, or leave it out of one of the two and Azure takes a free one",
      });
    }
    this.#holders.set(address, claimant);
  }
}
