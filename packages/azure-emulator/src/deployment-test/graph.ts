const EDGE = /^\s*"(.+)" -> "(.+)"/;

/**
 * Dependencies of each resource, from the output of `terraform graph`.
 * @param dot text in the DOT language
 * @returns addresses by address
 */
export function readGraph(dot: string): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, string[]>();
  for (const line of dot.split("\n")) {
    const [, from, to] = EDGE.exec(line) ?? [];
    if (from === undefined || to === undefined) continue;
    const [address, need] = [clean(from), clean(to)];
    const known = needs.get(address);
    if (known) known.push(need);
    else needs.set(address, [need]);
  }
  return needs;
}

function clean(node: string): string {
  return node
    .replaceAll('\\"', '"')
    .replace(/^\[root\] /, "")
    .replace(/ \((expand|close)\)$/, "");
}
