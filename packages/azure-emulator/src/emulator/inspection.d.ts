import type { EmulatorState } from "./emulator-state.js";
/** Something that is there and doesn't work. */
export interface Finding {
    /** ARM id. */
    readonly id: string;
    readonly problem: string;
}
/** Looks for what is there and doesn't work, though every request was accepted. */
export declare function inspect(state: EmulatorState): Finding[];
