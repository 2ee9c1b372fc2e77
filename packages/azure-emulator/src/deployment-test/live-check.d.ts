import type { AzureEmulator } from "../emulator/azure-emulator.js";
/** What of a stack's state is read: the output of `terraform show -json`. */
export interface ShownState {
    readonly values?: {
        readonly root_module?: ShownModule;
    };
}
interface ShownModule {
    readonly resources?: readonly ShownResource[];
    readonly child_modules?: readonly ShownModule[];
}
/** A resource in a state. */
export interface ShownResource {
    readonly address: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly values: Readonly<Record<string, unknown>>;
}
/** All managed resources of a state, those of modules included. */
export declare function resourcesOf(state: ShownState): ShownResource[];
/** The ARM id of a resource in a state; undefined for what has none, such as a wait. */
export declare function armIdOf({ type, values }: ShownResource): string | undefined;
/** Differences between Azure and the states of the stacks, one line each. */
export declare function checkLive(azure: AzureEmulator, states: ReadonlyMap<string, ShownState>): string[];
/** What is still there though everything was destroyed; what Azure made by itself counts too. */
export declare function leftBehind(azure: AzureEmulator): string[];
export {};
