/**
 * @template In, Out
 * @param {number} limit how many at once
 * @param {readonly In[]} items
 * @param {(item: In) => Promise<Out>} work
 * @returns {Promise<Out[]>} in the items' order; no work goes on after it, also where some of it failed
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

/**
 * @returns {<T>(work: () => Promise<T>) => Promise<T>} runs what it is given one after the other
 */
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
