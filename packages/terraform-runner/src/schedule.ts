/** Options of a schedule. */
export interface Schedule<T> {
  /** Dependencies of an item; those that aren't scheduled count as finished. */
  readonly needs: (thing: T) => readonly T[];
  /** Maximum number of items in parallel. */
  readonly most: number;
  /** Whether to start another item. */
  readonly goOn: () => boolean;
  /**
   * Processes an item.
   * @param release allows another item to start before this one has finished
   */
  readonly work: (thing: T, release: (other: T) => void) => Promise<void>;
}

/**
 * Processes items, several in parallel and each after its dependencies.
 * @throws the error of the first failure, after all started items have finished
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
