/** @typedef {Readonly<Record<string, { folder: string, mayImport: readonly string[] }>>} Layers */

/**
 * The allowed imports as a Mermaid flow chart, with one box per layer. Arrows that follow from others are omitted.
 * @param {Layers} layers
 * @returns {string}
 */
export function layersPicture(layers) {
  const names = Object.keys(layers);
  /** @param {string} name @returns {number} */
  const heightOf = (name) => Math.max(-1, ...importsOf(layers, name).map(heightOf)) + 1;
  const heights = new Map(names.map((name) => [name, heightOf(name)]));
  const lines = ["flowchart TB"];
  for (const height of [...new Set(heights.values())].sort((a, b) => b - a)) {
    lines.push(`  subgraph layer${height}["layer ${height}"]`);
    for (const name of names) if (heights.get(name) === height) lines.push(`    ${name}`);
    lines.push("  end");
  }
  for (const name of names) for (const other of directImports(layers, name)) lines.push(`  ${name} --> ${other}`);
  return `${lines.join("\n")}\n`;
}

/**
 * @param {Layers} layers
 * @param {string} name
 * @returns {readonly string[]}
 */
function importsOf(layers, name) {
  return layers[name]?.mayImport ?? [];
}

/**
 * Imports that aren't implied by others.
 * @param {Layers} layers
 * @param {string} name
 * @returns {string[]}
 */
function directImports(layers, name) {
  const imports = importsOf(layers, name);
  return imports.filter((one) => !imports.some((other) => importsOf(layers, other).includes(one)));
}
