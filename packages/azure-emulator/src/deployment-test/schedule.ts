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
export async function inOrder<T>(things: readonly T[], { needs, most, goOn, work }: Schedule<T>): Promise<void> {
  const waiting = new Map(things.map((thing) => [thing, new Set(needs(thing).filter((one) => things.includes(one)))]));
  const failures: unknown[] = [];
  let underway = 0;
  await new Promise<void>((resolve) => {
    const begin = async (thing: T): Promise<void> => {
      waiting.delete(thing);
      underway += 1;
      try {
        await work(thing, (other) => {
          waiting.get(other)?.delete(thing);
          beginNext();
        });
      } catch (error) {
        failures.push(error);
      }
      underway -= 1;
      for (const before of waiting.values()) before.delete(thing);
      beginNext();
    };
    const beginNext = (): void => {
      for (const [thing, before] of waiting) {
        if (underway >= most || failures.length > 0 || !goOn()) break;
        if (before.size === 0) void begin(thing);
      }
      if (underway === 0) resolve();
    };
    beginNext();
  });
  if (failures.length > 0) throw failures[0];
}
