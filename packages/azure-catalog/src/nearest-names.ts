/** How many changes of a letter a name may need and still be called near, as a share of its length. */
const NEAR = 0.5;

/**
 * Known names in the order of how few letters have to be changed, added or taken away, whatever the letter case: for a
 * suggestion in an error.
 */
export function nearestNames(value: string, known: readonly string[]): string[] {
  return known
    .map((name) => ({ name, changes: changesBetween(value.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes)
    .map(({ name }) => name);
}

/** The known name that was most likely meant; undefined if none is near. */
export function likelyName(value: string, known: readonly string[]): string | undefined {
  const [best] = nearestNames(value, known);
  if (best === undefined) return undefined;
  const changes = changesBetween(value.toLowerCase(), best.toLowerCase());
  return changes <= Math.max(value.length, best.length) * NEAR ? best : undefined;
}

/** Levenshtein distance. */
function changesBetween(from: string, to: string): number {
  let row = [...to, ""].map((_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...to].entries()) {
      const same = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(same, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
