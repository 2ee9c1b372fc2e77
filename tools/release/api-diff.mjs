/**
 * What two API reports differ in, and how much that is to the people who wrote against the older one.
 */
import ts from "typescript";

/** @typedef {import("./levels.mjs").Weight} Weight */
/** @typedef {{ name: string, weight: Weight, what: string }} ApiChange */

/**
 * @typedef {object} Item a declaration, or one of its members
 * @property {"declaration" | "class" | "interface" | "data"} of what it is a member of
 * @property {string} [parent] the name of that
 * @property {string} text normalized, without comments
 * @property {boolean} optional
 * @property {boolean} abstract
 * @property {ts.TypeNode} [type] of a property or a type alias
 * @property {ts.SignatureDeclaration} [signature] of a function or a method that isn't overloaded
 */

const printer = ts.createPrinter({ removeComments: true, omitTrailingSemicolon: true });

/**
 * Interfaces and type aliases are read as what a program hands in, classes as what it gets back: one more choice of a
 * prop is an addition, one more outcome of a class is a break. Constants are read as data: another value of the same
 * kind is a fix, one that is gone a break.
 * @param {string} before the text of a report
 * @param {string} after
 * @returns {ApiChange[]} sorted by name
 */
export function compareReports(before, after) {
  const [old, now] = [itemsOf(before), itemsOf(after)];
  /** @type {ApiChange[]} */
  const changes = [];
  for (const [name, item] of old) {
    const other = now.get(name);
    if (!other) {
      if (isWithout(now, item.parent)) continue;
      changes.push({ name, weight: "break", what: "is gone" });
    } else if (other.text !== item.text) changes.push({ name, ...judgeChange(item, other) });
  }
  for (const [name, item] of now) {
    if (old.has(name) || isWithout(old, item.parent)) continue;
    changes.push({ name, ...judgeAddition(item) });
  }
  return changes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A declaration that came or went is named once, without its members. @param {Map<string, Item>} items @param {string} [parent] */
function isWithout(items, parent) {
  return parent !== undefined && !items.has(parent);
}

/** @param {Item} item @returns {Omit<ApiChange, "name">} */
function judgeAddition(item) {
  if (item.of === "interface" && !item.optional)
    return { weight: "break", what: "is new and required: whoever makes such an object has to add it" };
  if (item.abstract) return { weight: "break", what: "is new and abstract: subclasses have to add it" };
  return { weight: "addition", what: "is new" };
}

/** @param {Item} before @param {Item} after @returns {Omit<ApiChange, "name">} */
function judgeChange(before, after) {
  const what = `was \`${before.text}\`, is \`${after.text}\``;
  if (before.type && after.type && isOfSameKind(before, after)) return { weight: "fix", what };
  const added = isWider(before, after) || takesMore(before, after);
  return { weight: added ? "addition" : "break", what };
}

/** @param {Item} before @param {Item} after */
function isOfSameKind(before, after) {
  const [old, now] = [before, after].map(({ of, type }) =>
    of === "data" && type && ts.isLiteralTypeNode(type) ? kindOf(type.literal) : undefined,
  );
  return old !== undefined && old === now;
}

/** @param {ts.LiteralTypeNode["literal"]} literal */
function kindOf({ kind }) {
  return kind === ts.SyntaxKind.TrueKeyword ? ts.SyntaxKind.FalseKeyword : kind;
}

/** The same in all but that a prop may be left out, or may be more than it could be. @param {Item} before @param {Item} after */
function isWider(before, after) {
  if (before.of === "class" || after.of !== before.of || !before.type || !after.type) return false;
  if (before.optional && !after.optional) return false;
  const [old, now] = [choicesOf(before.type), choicesOf(after.type)];
  return withoutType(before) === withoutType(after) && [...old].every((choice) => now.has(choice));
}

/** @param {Item} item the rest of a declaration */
function withoutType({ text, type }) {
  const typeText = type ? print(type) : "";
  return text.replace(typeText, "").replace("?:", ":");
}

/** @param {ts.TypeNode} type @returns {Set<string>} */
function choicesOf(type) {
  return new Set(ts.isUnionTypeNode(type) ? type.types.map(print) : [print(type)]);
}

/** The same function with more parameters, all of which may be left out. @param {Item} before @param {Item} after */
function takesMore({ signature: before }, { signature: after }) {
  if (!before || !after || (before.type && print(before.type)) !== (after.type && print(after.type))) return false;
  const more = after.parameters.slice(before.parameters.length);
  return (
    more.length > 0 &&
    more.every((parameter) => parameter.questionToken !== undefined || parameter.dotDotDotToken !== undefined) &&
    before.parameters.every((parameter, index) => print(parameter) === print(after.parameters[index]))
  );
}

/** @param {string} report @returns {Map<string, Item>} */
function itemsOf(report) {
  const code = /```ts\n([\s\S]*?)\n```/.exec(report)?.[1] ?? "";
  const source = ts.createSourceFile("report.ts", code, ts.ScriptTarget.ES2022, true);
  /** @type {Map<string, Item>} */
  const items = new Map();
  /** @param {string} name @param {Item} item */
  const add = (name, item) => {
    const overload = items.get(name);
    // Overloads are one item: whoever calls by one of them must find it again.
    if (overload)
      items.set(name, { of: item.of, text: `${overload.text}; ${item.text}`, optional: item.optional, abstract: item.abstract }); // prettier-ignore
    else items.set(name, item);
  };
  for (const statement of source.statements) {
    if (ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement)) {
      const of = ts.isClassDeclaration(statement) ? "class" : "interface";
      const name = statement.name?.text ?? "default";
      add(name, { ...declaration(headOf(statement)), abstract: false });
      for (const member of statement.members)
        add(`${name}.${memberName(member)}`, { ...itemOf(member, of), parent: name });
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, type } of statement.declarationList.declarations)
        if (type) for (const [path, item] of dataIn(print(name), type)) add(path, item);
    } else if (ts.isTypeAliasDeclaration(statement)) {
      add(statement.name.text, { ...declaration(print(statement)), type: statement.type });
    } else if (ts.isFunctionDeclaration(statement)) {
      add(statement.name?.text ?? "default", { ...declaration(print(statement)), signature: statement });
    } else if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) {
      add(statement.name.text, declaration(print(statement)));
    }
  }
  return items;
}

/**
 * A constant's type with a name for each thing in it.
 * @param {string} name @param {ts.TypeNode} type @param {string} [parent]
 * @returns {[string, Item][]}
 */
function dataIn(name, type, parent) {
  const inner = ts.isTypeOperatorNode(type) ? type.type : type;
  /** @type {Item} */
  const item = { of: "data", text: print(type), optional: false, abstract: false, type, ...(parent ? { parent } : {}) };
  if (ts.isTypeLiteralNode(inner)) {
    const members = inner.members.flatMap((member) =>
      ts.isPropertySignature(member) && member.type
        ? dataIn(`${name}.${memberName(member)}`, member.type, name)
        : /** @type {[string, Item][]} */ ([
            [`${name}.${memberName(member)}`, { ...itemOf(member, "class"), parent: name }],
          ]),
    );
    return [[name, { ...item, text: "{}" }], ...members];
  }
  if (ts.isTupleTypeNode(inner)) {
    const elements = inner.elements.flatMap((element, index) =>
      dataIn(`${name}[${ts.isLiteralTypeNode(element) ? print(element) : index}]`, element, name),
    );
    return [[name, { ...item, text: "[]" }], ...elements];
  }
  return [[name, item]];
}

/** @param {string} text @returns {Item} */
function declaration(text) {
  return { of: "declaration", text, optional: false, abstract: false };
}

/** @param {ts.ClassElement | ts.TypeElement} member @param {"class" | "interface"} of @returns {Item} */
function itemOf(member, of) {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  const isMethod = ts.isMethodSignature(member) || ts.isMethodDeclaration(member);
  return {
    of,
    text: print(member),
    optional: "questionToken" in member && member.questionToken !== undefined,
    abstract: modifiers.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword),
    ...(isProperty && member.type ? { type: member.type } : {}),
    ...(isMethod ? { signature: member } : {}),
  };
}

/** @param {ts.ClassElement | ts.TypeElement} member */
function memberName(member) {
  if (ts.isConstructorDeclaration(member)) return "constructor";
  if (member.name) return member.name.getText();
  return print(member);
}

/** @param {ts.ClassDeclaration | ts.InterfaceDeclaration} node how it is declared, without its members */
function headOf(node) {
  return node
    .getSourceFile()
    .text.slice(node.getStart(), node.members.pos - 1)
    .replace(/\s+/g, " ")
    .trim();
}

/** @param {ts.Node | undefined} node */
function print(node) {
  if (!node) return "";
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()).replace(/\s+/g, " ").replace(/;$/, "");
}
