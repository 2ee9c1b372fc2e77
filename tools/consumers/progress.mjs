/**
 * Does a piece of work, and says on a line of its own when it begins and how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  console.log(`        ${title} ...`);
  const started = performance.now();
  const result = await work();
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s ${title}`);
  return result;
}

/**
 * Does several pieces of work at once. Where one fails, the others are stopped; no work goes on after it.
 * @template {readonly (() => Promise<unknown>)[]} Works
 * @param {AbortController} stop
 * @param {Works} works
 * @returns {Promise<{ -readonly [Work in keyof Works]: Awaited<ReturnType<Works[Work]>> }>}
 */
export async function together(stop, ...works) {
  const begun = works.map((work) => work());
  for (const each of begun) each.catch((reason) => stop.abort(reason));
  await Promise.allSettled(begun);
  stop.signal.throwIfAborted();
  return /** @type {any} */ (await Promise.all(begun));
}
