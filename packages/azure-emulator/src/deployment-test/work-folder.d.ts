/** A temporary folder that belongs to this process and that is gone when it's done. */
export declare class WorkFolder {
    readonly path: string;
    constructor(parent?: string);
    /** A folder in it. */
    folder(name: string): string;
    remove(): void;
}
/**
 * Removes what runs left behind whose process was killed: their folders, and Terraform and its providers where they
 * still work in one of them.
 * @returns how many folders
 */
export declare function removeLeftovers(parent?: string): number;
/**
 * Ends a process at once, or leaves it be if it has ended by itself meanwhile.
 * @param pid negative for a group of processes
 */
export declare function kill(pid: number): void;
