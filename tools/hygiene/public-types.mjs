import ts from "typescript";

/**
 * Where a declaration file speaks of a provider's type.
 * @typedef {object} Place
 * @property {string} member like `AmlRegistry.resource`
 * @property {string} type like `Resource`, as the provider calls it
 * @property {string} module that it is imported from
 * @property {boolean} hatch whether it is the type of a read-only property of a class: the resource below a construct,
 *   there for what the props don't offer
 *
 * `public-types.json`: places other than those hatches, and why they're right.
 * @typedef {Record<string, Record<string, string>>} Reasons by package and member
 */

const PROVIDER = /^@(cdktf|org)\/provider-/;

/**
 * @param {string} text of a .d.ts file
 * @returns {Place[]}
 */
export function providerTypesIn(text) {
  const file = ts.createSourceFile("index.d.ts", text, ts.ScriptTarget.Latest, true);
  const imported = providerImports(file);
  /** @type {Place[]} */
  const places = [];
  /** @param {ts.Node} node @param {readonly string[]} path */
  const walk = (node, path) => {
    if (ts.isImportDeclaration(node)) return;
    const here = nameOf(node);
    const inner = here === undefined ? path : [...path, here];
    const found = importedBy(node, imported);
    if (found) places.push({ member: inner.slice(0, 2).join("."), ...found, hatch: isHatch(node) });
    else ts.forEachChild(node, (child) => walk(child, inner));
  };
  walk(file, []);
  return places;
}

/**
 * @param {string} name of a package
 * @param {readonly Place[]} places
 * @param {Record<string, string>} reasons by member
 * @returns {string[]} a line for each place without a reason, and each reason without a place
 */
export function publicTypeFindings(name, places, reasons) {
  const others = places.filter(({ hatch }) => !hatch);
  const members = new Set(others.map(({ member }) => member));
  return [
    ...others
      .filter(({ member }) => !Object.hasOwn(reasons, member))
      .map(
        ({ member, type, module }) =>
          `${name}: ${member} speaks of ${type} of ${module}: take or give an own interface, ` +
          "or write into tools/hygiene/public-types.json why the provider's is right",
      ),
    ...Object.keys(reasons)
      .filter((member) => !members.has(member))
      .map(
        (member) =>
          `${name}: tools/hygiene/public-types.json excepts ${member}, which speaks of no provider: remove it`,
      ),
  ];
}

/**
 * @param {ts.SourceFile} file
 * @returns {Map<string, { type: string, module: string }>} by the name that the file uses
 */
function providerImports(file) {
  return new Map(
    file.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
      const module = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
      if (!PROVIDER.test(module) || !importClause) return [];
      const bindings = importClause.namedBindings;
      if (!bindings) return importClause.name ? [[importClause.name.text, { type: "default", module }]] : [];
      if (ts.isNamespaceImport(bindings)) return [[bindings.name.text, { type: "*", module }]];
      return bindings.elements.map(
        (element) =>
          /** @type {const} */ ([element.name.text, { type: (element.propertyName ?? element.name).text, module }]),
      );
    }),
  );
}

/**
 * @param {ts.Node} node
 * @param {ReturnType<typeof providerImports>} imported
 */
function importedBy(node, imported) {
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    const module = node.argument.literal.text;
    return PROVIDER.test(module) ? { type: node.qualifier?.getText() ?? "*", module } : undefined;
  }
  return ts.isIdentifier(node) && !isNameOf(node.parent, node) ? imported.get(node.text) : undefined;
}

/** @param {ts.Node} parent @param {ts.Node} node */
function isNameOf(parent, node) {
  return "name" in parent && parent.name === node;
}

/** @param {ts.Node} node @returns {string | undefined} */
function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  return "name" in node && node.name && ts.isIdentifier(/** @type {ts.Node} */ (node.name))
    ? /** @type {ts.Identifier} */ (node.name).text
    : undefined;
}

/** @param {ts.Node} name of a provider's type */
function isHatch(name) {
  let type = name.parent;
  if (!ts.isTypeReferenceNode(type)) return false;
  if (ts.isUnionTypeNode(type.parent) && type.parent.types.every((one) => one === type || isUndefined(one))) {
    type = /** @type {any} */ (type.parent);
  }
  const property = type.parent;
  return ts.isPropertyDeclaration(property) && property.type === /** @type {ts.Node} */ (type) && isReadonly(property);
}

/** @param {ts.TypeNode} type */
function isUndefined(type) {
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

/** @param {ts.PropertyDeclaration} property */
function isReadonly(property) {
  return property.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) === true;
}
