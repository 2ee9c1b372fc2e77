/**
 * @template In, Out
 * @param {number} limit maximum number of items in parallel
 * @param {readonly In[]} items
 * @param {(item: In) => Promise<Out>} work
 * @returns {Promise<Out[]>} results in the order of the items. It settles after all work has ended, even if some has
 * failed
 */
export async function concurrently(limit, items, work) {
  /** @type {Out[]} */
  const results = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
  await Promise.allSettled(workers);
  await Promise.all(workers);
  return results;
}

/** @returns {<T>(work: () => Promise<T>) => Promise<T>} a function that runs work sequentially */
export function oneAfterTheOther() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };
}
