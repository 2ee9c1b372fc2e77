import type { Expression, Step, TemplateDirective, TemplatePart } from "./expression.js";

const BRAND = Symbol.for("@org/aml-synth-model.ExpressionError");

/** A text that is not an expression of Terraform's language. */
export class ExpressionError extends Error {
  /** Whether `error` is an `ExpressionError`, even one from another copy of this library. */
  public static isExpressionError(error: unknown): error is ExpressionError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  /**
   * @param reason what is wrong
   * @param text the whole text
   * @param offset position of the problem in the text, from 0
   */
  constructor(
    public readonly reason: string,
    public readonly text: string,
    public readonly offset: number,
  ) {
    super(`${reason} at character ${offset + 1} of ${JSON.stringify(excerpt(text, offset))}`);
    this.name = "ExpressionError";
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** A short text in full, or the part of a long one around a position. */
function excerpt(text: string, offset: number): string {
  const around = 60;
  if (text.length <= 2 * around) return text;
  return `…${text.slice(Math.max(0, offset - around), offset + around)}…`;
}

/** Whether a string of Terraform JSON contains anything but literal text. */
export function isTemplate(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

/**
 * Parses a string of Terraform JSON, which is a template. A string that consists of a single interpolation results in
 * the expression inside.
 * @throws ExpressionError for text that Terraform can't parse either
 */
export function parseTemplate(text: string): Expression {
  return new Parser(text).wholeTemplate();
}

/** Like {@link parseTemplate}, but undefined for text that can't be parsed. */
export function tryParseTemplate(text: string): Expression | undefined {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (ExpressionError.isExpressionError(error)) return undefined;
    throw error;
  }
}

/**
 * Parses a bare expression, as in `depends_on`, such as `azurerm_subnet.pe`.
 * @throws ExpressionError for text that Terraform can't parse either
 */
export function parseExpression(text: string): Expression {
  return new Parser(text).wholeExpression();
}

/** Binary operators, those with the lowest precedence first. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  [">=", "<=", ">", "<"],
  ["+", "-"],
  ["*", "/", "%"],
];
const SPACE = /(?:[ \t\r\n]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
/** Spaces without line breaks, which end an entry of an object. */
const BLANK = /[ \t]+/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const HEREDOC = /<<-?[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*\r?\n/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DIGITS = /\d+/y;
/** Maximum nesting of an expression, which prevents a stack overflow. */
const DEEPEST = 200;
const KEYWORD_VALUES: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const DIRECTIVES: ReadonlySet<string> = new Set(["if", "else", "endif", "for", "endfor"]);

class Parser {
  #at = 0;
  #linesEnd = false;
  #depth = 0;

  constructor(private readonly text: string) {}

  public wholeTemplate(): Expression {
    const parts = this.#templateParts("text");
    return asTemplate(parts, this.text);
  }

  public wholeExpression(): Expression {
    const expression = this.#expression();
    this.#space();
    if (this.#at < this.text.length) this.#fail(`unexpected ${JSON.stringify(this.text[this.#at])}`);
    return expression;
  }

  /** The pieces of a template: up to the end of the text, the closing quote, or the line that closes a heredoc. */
  #templateParts(form: "text" | "quoted" | RegExp): TemplatePart[] {
    const parts: TemplatePart[] = [];
    const quoted = form === "quoted";
    let literal = "";
    let trimNext = false;
    const push = (trimEnd: boolean): void => {
      let text = trimNext ? literal.trimStart() : literal;
      if (trimEnd) text = text.trimEnd();
      if (text !== "") parts.push(text);
      literal = "";
    };
    for (;;) {
      const char = this.text[this.#at];
      if (typeof form === "object" && this.text[this.#at - 1] === "\n" && this.#match(form) !== undefined) break;
      if (char === undefined) {
        if (form !== "text") this.#fail(quoted ? "a string that is not closed" : "a heredoc that is not closed");
        break;
      }
      if (quoted && char === '"') break;
      if (quoted && char === "\n") this.#fail("a line break in a string");
      if (quoted && char === "\\") {
        literal += this.#escape();
      } else if ((char === "$" || char === "%") && this.text[this.#at + 1] === "{") {
        this.#at += 2;
        push(this.#takeHere("~"));
        parts.push(this.#within(false, () => (char === "$" ? this.#expression() : this.#directive())));
        this.#space();
        trimNext = this.#takeHere("~");
        this.#expect("}");
      } else if ((char === "$" || char === "%") && this.text.startsWith(`${char}{`, this.#at + 1)) {
        literal += `${char}{`;
        this.#at += 3;
      } else {
        literal += char;
        this.#at += 1;
      }
    }
    push(false);
    return parts;
  }

  #escape(): string {
    const char = this.text[this.#at + 1] ?? "";
    const simple = ESCAPES[char];
    if (simple !== undefined) {
      this.#at += 2;
      return simple;
    }
    const length = char === "u" ? 4 : char === "U" ? 8 : this.#fail(`unknown escape "\\${char}"`);
    const digits = this.text.slice(this.#at + 2, this.#at + 2 + length);
    const codePoint = Number.parseInt(digits, 16);
    if (!/^[0-9a-f]+$/i.test(digits) || digits.length !== length || codePoint > 0x10ffff)
      this.#fail(`"\\${char}" without ${length} hexadecimal digits`);
    this.#at += 2 + length;
    return String.fromCodePoint(codePoint);
  }

  #directive(): TemplateDirective {
    const keyword = this.#name();
    if (!DIRECTIVES.has(keyword)) this.#fail(`unknown template directive ${JSON.stringify(keyword)}`);
    const directive = { kind: "directive", keyword: keyword as TemplateDirective["keyword"] } as const;
    if (keyword === "if") return { ...directive, names: [], expression: this.#expression() };
    if (keyword !== "for") return { ...directive, names: [] };
    const names = this.#forNames();
    return { ...directive, names, expression: this.#expression() };
  }

  #expression(): Expression {
    return this.#deeper(() => this.#conditional());
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.#fail(`more than ${DEEPEST} nested expressions`);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #conditional(): Expression {
    const start = this.#start();
    const condition = this.#binary(0);
    if (!this.#take("?")) return condition;
    const whenTrue = this.#expression();
    this.#expect(":");
    const whenFalse = this.#expression();
    return { kind: "conditional", text: this.#since(start), condition, whenTrue, whenFalse };
  }

  #binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (!operators) return this.#unary();
    const start = this.#start();
    let left = this.#binary(level + 1);
    for (let length = 1; ; length += 1) {
      const operator = operators.find((candidate) => this.#take(candidate));
      if (!operator) return left;
      if (length > DEEPEST) this.#fail(`more than ${DEEPEST} nested expressions`);
      const right = this.#binary(level + 1);
      left = { kind: "operation", text: this.#since(start), operator, operands: [left, right] };
    }
  }

  #unary(): Expression {
    const start = this.#start();
    const operator = this.#take("!") ? "!" : this.#take("-") ? "-" : undefined;
    if (!operator) return this.#postfix();
    const operand = this.#deeper(() => this.#unary());
    return { kind: "operation", text: this.#since(start), operator, operands: [operand] };
  }

  #postfix(): Expression {
    const start = this.#start();
    const term = this.#term();
    const steps: Step[] = [];
    for (;;) {
      const step = this.#step();
      if (!step) break;
      steps.push(step);
    }
    if (steps.length === 0) return term;
    const text = this.#since(start);
    return term.kind === "traversal"
      ? { kind: "traversal", text, root: term.root, steps: [...term.steps, ...steps] }
      : { kind: "access", text, on: term, steps };
  }

  #step(): Step | undefined {
    this.#match(BLANK);
    // "..." after an argument or a `for` value is not a step.
    if (this.text.startsWith("...", this.#at)) return undefined;
    if (this.#takeHere(".")) {
      if (this.#take("*")) return { kind: "splat" };
      const digits = this.#match(DIGITS);
      return digits === undefined ? { kind: "attribute", name: this.#name() } : { kind: "index", key: Number(digits) };
    }
    if (!this.#takeHere("[")) return undefined;
    if (this.#take("*")) {
      this.#expect("]");
      return { kind: "splat" };
    }
    const expression = this.#within(false, () => this.#expression());
    this.#expect("]");
    const literal = expression.kind === "literal" ? expression.value : undefined;
    return typeof literal === "string" || typeof literal === "number"
      ? { kind: "index", key: literal }
      : { kind: "computed-index", expression };
  }

  #term(): Expression {
    const start = this.#start();
    const char = this.text[this.#at];
    if (char === undefined) this.#fail("an expression that ends too early");
    if (char === '"') return this.#string();
    if (char === "<") return this.#heredoc();
    if (char === "(") {
      this.#at += 1;
      return this.#within(false, () => {
        const inner = this.#expression();
        this.#expect(")");
        return inner;
      });
    }
    if (char === "[") return this.#tuple();
    if (char === "{") return this.#object();
    const number = this.#match(NUMBER);
    if (number !== undefined) return { kind: "literal", text: number, value: Number(number) };

    let name = this.#name();
    while (this.text.startsWith("::", this.#at)) {
      this.#at += 2;
      name += `::${this.#name()}`;
    }
    this.#match(BLANK);
    if (this.#takesArguments()) {
      const { items, expanded } = this.#list(")");
      return { kind: "call", text: this.#since(start), name, arguments: items, expanded };
    }
    const value = KEYWORD_VALUES.get(name);
    return value === undefined
      ? { kind: "traversal", text: name, root: name, steps: [] }
      : { kind: "literal", text: name, value };
  }

  /** Whether a name is a function's; between brackets, its arguments may begin on the next line. */
  #takesArguments(): boolean {
    const before = this.#at;
    if (!this.#linesEnd) this.#space();
    if (this.#takeHere("(")) return true;
    this.#at = before;
    return false;
  }

  /** @param linesEnd whether the end of a line is the end of an expression, as in an object and nowhere inside it */
  #within<T>(linesEnd: boolean, parse: () => T): T {
    const outside = this.#linesEnd;
    this.#linesEnd = linesEnd;
    const result = parse();
    this.#linesEnd = outside;
    return result;
  }

  #string(): Expression {
    const start = this.#at;
    this.#at += 1;
    const parts = this.#templateParts("quoted");
    this.#at += 1;
    return asTemplate(parts, this.#since(start));
  }

  /** `<<EOT` ends at the line `EOT`; `<<-EOT` removes the indentation that all lines share. */
  #heredoc(): Expression {
    const start = this.#at;
    const opening = this.#match(HEREDOC) ?? this.#fail('unexpected "<"');
    const name = opening.replace(/^<<-?/, "").trim();
    const parts = this.#templateParts(new RegExp(`[ \\t]*${name}(?=[ \\t]*(?:\\r?\\n|$))`, "uy"));
    const text = this.text.slice(start, this.#at);
    return asTemplate(opening.startsWith("<<-") ? withoutIndentation(parts) : parts, text);
  }

  #tuple(): Expression {
    const start = this.#at;
    this.#at += 1;
    if (this.#isFor()) return this.#for(start, "]");
    const { items } = this.#list("]");
    return { kind: "tuple", text: this.#since(start), items };
  }

  #object(): Expression {
    const start = this.#at;
    this.#at += 1;
    if (this.#isFor()) return this.#for(start, "}");
    const entries: { key: Expression; value: Expression }[] = [];
    while (!this.#take("}")) {
      const key = this.#objectKey();
      if (!this.#take("=") && !this.#take(":")) this.#fail("an object key without a value");
      entries.push({ key, value: this.#within(true, () => this.#expression()) });
      this.#take(",");
    }
    return { kind: "object", text: this.#since(start), entries };
  }

  /** The key of an object's entry. A bare name is the key itself, any other expression is evaluated. */
  #objectKey(): Expression {
    this.#space();
    const computed = this.text[this.#at] === "(";
    const key = this.#deeper(() => this.#postfix());
    return !computed && key.kind === "traversal" && key.steps.length === 0
      ? { kind: "literal", text: key.text, value: key.root }
      : key;
  }

  #isFor(): boolean {
    this.#space();
    return /^for\b(?!-)/.test(this.text.slice(this.#at, this.#at + 4));
  }

  #for(start: number, close: string): Expression {
    this.#name();
    const names = this.#forNames();
    const collection = this.#expression();
    this.#expect(":");
    let value = this.#expression();
    let key: Expression | undefined;
    let grouped = false;
    if (this.#take("=>")) {
      key = value;
      value = this.#expression();
      grouped = this.#take("...");
    }
    const condition = this.#takeWord("if") ? this.#expression() : undefined;
    this.#expect(close);
    return {
      kind: "for",
      text: this.#since(start),
      names,
      collection,
      key,
      value,
      grouped,
      condition,
    };
  }

  #forNames(): string[] {
    const names = [this.#name()];
    if (this.#take(",")) names.push(this.#name());
    if (!this.#takeWord("in")) this.#fail('a "for" without "in"');
    return names;
  }

  #list(close: string): { items: Expression[]; expanded: boolean } {
    const items: Expression[] = [];
    let expanded = false;
    while (!this.#take(close)) {
      items.push(this.#within(false, () => this.#expression()));
      expanded = this.#take("...");
      if (this.#take(",")) continue;
      this.#expect(close);
      break;
    }
    return { items, expanded };
  }

  #name(): string {
    this.#space();
    return this.#match(NAME) ?? this.#fail("a name is missing");
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #space(): void {
    this.#match(SPACE);
  }

  #take(symbol: string): boolean {
    this.#space();
    return this.#takeHere(symbol);
  }

  #takeHere(symbol: string): boolean {
    if (!this.text.startsWith(symbol, this.#at)) return false;
    this.#at += symbol.length;
    return true;
  }

  #takeWord(word: string): boolean {
    this.#space();
    const before = this.#at;
    if (this.#match(NAME) === word) return true;
    this.#at = before;
    return false;
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) this.#fail(`${JSON.stringify(symbol)} is missing`);
  }

  #start(): number {
    this.#space();
    return this.#at;
  }

  #since(start: number): string {
    return this.text.slice(start, this.#at).trimEnd();
  }

  #fail(reason: string): never {
    throw new ExpressionError(reason, this.text, this.#at);
  }
}

function asTemplate(parts: readonly TemplatePart[], text: string): Expression {
  const [only] = parts;
  if (only === undefined) return { kind: "literal", text, value: "" };
  if (parts.length === 1) {
    if (typeof only === "string") return { kind: "literal", text, value: only };
    if (only.kind !== "directive") return only;
  }
  return { kind: "template", text, parts };
}

/** The parts of a `<<-` heredoc without the indentation that all lines share. Blank lines don't count. */
function withoutIndentation(parts: readonly TemplatePart[]): TemplatePart[] {
  const indents: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") {
      const before = parts[index - 1];
      if (before === undefined || (typeof before === "string" && before.endsWith("\n"))) indents.push(0);
      continue;
    }
    const lines = part.split("\n");
    for (const [line, text] of lines.entries()) {
      const startsLine = line > 0 || index === 0;
      const isLast = line === lines.length - 1;
      const blank = text.trim() === "" && !(isLast && index < parts.length - 1);
      if (startsLine && !blank) indents.push(/^[ \t]*/.exec(text)?.[0].length ?? 0);
    }
  }
  const indent = indents.length === 0 ? 0 : indents.reduce((least, one) => Math.min(least, one));
  if (indent === 0) return [...parts];
  return parts.map((part, index) =>
    typeof part !== "string"
      ? part
      : part
          .split("\n")
          .map((text, line) => (line > 0 || index === 0 ? text.replace(new RegExp(`^[ \\t]{1,${indent}}`), "") : text))
          .join("\n"),
  );
}
