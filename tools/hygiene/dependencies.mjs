import { isBuiltin } from "node:module";
import ts from "typescript";

/** @typedef {import("./packages.mjs").Manifest} Manifest */

/**
 * The packages that a file imports, by `import`, `export from`, `import()`, `require()` and in types.
 * @param {string} text of a .js, .cjs, .d.ts or .d.cts file
 * @returns {string[]} names of packages, each once; Node's own modules and relative ones left out
 */
export function packagesImportedBy(text) {
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest);
  const names = specifiersIn(file)
    .filter((specifier) => !/^[./]/.test(specifier) && !isBuiltin(specifier))
    .map((specifier) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(names)];
}

/**
 * @param {ts.Node} root
 * @returns {string[]} what is imported, as it's written
 */
function specifiersIn(root) {
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node */
  const walk = (node) => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    ts.forEachChild(node, walk);
  };
  walk(root);
  return found;
}

/** @param {ts.Node} node @returns {ts.Node | undefined} */
function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  // What adds to another package's types needs that package.
  if (ts.isModuleDeclaration(node)) return node.name;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression, arguments: given } = node;
  const imports =
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require");
  return imports ? given[0] : undefined;
}

/**
 * Compares what a package imports with what its package.json says that it stands on.
 * @param {Manifest} manifest
 * @param {ReadonlySet<string>} imported names of packages that its published files import
 * @param {(name: string) => Manifest | undefined} manifestOf a package of ours
 * @returns {string[]} what is missing or too much, a line each
 */
export function dependencyFindings(manifest, imported, manifestOf) {
  const dependencies = Object.keys(manifest.dependencies ?? {});
  const peers = Object.keys(manifest.peerDependencies ?? {});
  const declared = new Set([...dependencies, ...peers, manifest.name]);
  const neededBy = peersOfDependencies(dependencies, manifestOf);

  const missing = [...imported].filter((name) => !declared.has(name));
  const unused = dependencies.filter((name) => !imported.has(name));
  const unusedPeers = peers.filter((name) => !imported.has(name) && !neededBy.has(name) && !isOptional(manifest, name));
  const unmet = [...neededBy].filter(([name]) => !declared.has(name));
  return [
    ...missing.map((name) => `imports ${name}, which is neither in its dependencies nor in its peerDependencies`),
    ...unused.map((name) => `has the dependency ${name} and imports it nowhere: remove it`),
    ...unusedPeers.map((name) => `has the peer ${name}, which neither it nor a dependency of it needs: remove it`),
    ...unmet.map(([name, by]) => `lacks the peer ${name}, which its dependency ${by} expects from the consumer`),
  ];
}

/**
 * @param {readonly string[]} dependencies
 * @param {(name: string) => Manifest | undefined} manifestOf
 * @returns {Map<string, string>} each required peer of a dependency, and the dependency
 */
function peersOfDependencies(dependencies, manifestOf) {
  return new Map(
    dependencies.flatMap((name) => {
      const manifest = manifestOf(name);
      return Object.keys(manifest?.peerDependencies ?? {})
        .filter((peer) => manifest && !isOptional(manifest, peer))
        .map((peer) => /** @type {const} */ ([peer, name]));
    }),
  );
}

/** @param {Manifest} manifest @param {string} peer */
function isOptional(manifest, peer) {
  return manifest.peerDependenciesMeta?.[peer]?.optional === true;
}
