/** A name is similar if at most this share of its characters differs. */
const NEAR = 0.5;

/**
 * Known names, the most similar first, for the suggestion in an error. Similarity is the number of characters to
 * change, add or remove, ignoring case.
 */
export function nearestNames(value: string, known: readonly string[]): string[] {
  return byChanges(value, known).map(({ name }) => name);
}

/** The most similar known name, which was probably meant; undefined if no name is similar. */
export function likelyName(value: string, known: readonly string[]): string | undefined {
  const [best] = byChanges(value, known);
  return best && best.changes <= Math.max(value.length, best.name.length) * NEAR ? best.name : undefined;
}

function byChanges(value: string, known: readonly string[]): { readonly name: string; readonly changes: number }[] {
  return known
    .map((name) => ({ name, changes: changesBetween(value.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.changes - b.changes);
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
