/** @typedef {Readonly<Record<string, { folder: string, mayImport: readonly string[] }>>} Floors */

/**
 * What may import what, as a Mermaid flow chart, one box a floor. An arrow that follows from others is left out.
 * @param {Floors} floors
 * @returns {string}
 */
export function floorsPicture(floors) {
  const names = Object.keys(floors);
  /** @param {string} name @returns {number} */
  const heightOf = (name) => Math.max(-1, ...importsOf(floors, name).map(heightOf)) + 1;
  const heights = new Map(names.map((name) => [name, heightOf(name)]));
  const lines = ["flowchart TB"];
  for (const height of [...new Set(heights.values())].sort((a, b) => b - a)) {
    lines.push(`  subgraph floor${height}["floor ${height}"]`);
    for (const name of names) if (heights.get(name) === height) lines.push(`    ${name}`);
    lines.push("  end");
  }
  for (const name of names) for (const other of directImports(floors, name)) lines.push(`  ${name} --> ${other}`);
  return `${lines.join("\n")}\n`;
}

/**
 * @param {Floors} floors
 * @param {string} name
 * @returns {readonly string[]}
 */
function importsOf(floors, name) {
  return floors[name]?.mayImport ?? [];
}

/**
 * Imports that no other import may do as well.
 * @param {Floors} floors
 * @param {string} name
 * @returns {string[]}
 */
function directImports(floors, name) {
  const imports = importsOf(floors, name);
  return imports.filter((one) => !imports.some((other) => importsOf(floors, other).includes(one)));
}
