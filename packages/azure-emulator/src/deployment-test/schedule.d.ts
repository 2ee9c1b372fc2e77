/** How things are worked on. */
export interface Schedule<T> {
    /** What has to be done before; what isn't among the things counts as done. */
    readonly needs: (thing: T) => readonly T[];
    /** How many are worked on at once. */
    readonly most: number;
    /** Whether to begin another one. */
    readonly goOn: () => boolean;
    /**
     * Does it.
     * @param release says that another thing needn't wait for this one's end any more
     */
    readonly work: (thing: T, release: (other: T) => void) => Promise<void>;
}
/**
 * Works on things, several at once and each after what it needs.
 * @throws what the first that failed threw, once all that was begun has ended
 */
export declare function inOrder<T>(things: readonly T[], { needs, most, goOn, work }: Schedule<T>): Promise<void>;
