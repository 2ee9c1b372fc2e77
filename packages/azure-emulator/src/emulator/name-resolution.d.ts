import type { EmulatorState } from "./emulator-state.js";
/** The answer to a name, and where it comes from. */
export interface NameAnswer {
    readonly addresses: readonly string[];
    /** ARM id of the record; of the zone where it has none for the name. */
    readonly record: string;
}
/**
 * What a machine in a virtual network is told for a name, as far as the private zones linked to the network go. As in
 * Azure, a zone that is linked answers for all names below it, also for those that it doesn't have, unless its link says
 * `NxDomainRedirect`.
 * @returns undefined where no linked zone is responsible: the public answer counts
 */
export declare function resolveIn(state: EmulatorState, network: string, name: string): NameAnswer | undefined;
