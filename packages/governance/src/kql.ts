/** A query without its comments and literals, and what is wrong with it. */
export interface ReadQuery {
  readonly code: string;
  /** What Azure would reject, such as a bracket that isn't closed. */
  readonly problem: string | undefined;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
/** Comments, texts (verbatim ones have no escapes), and what opens a text or bracket without closing it. */
const LEXEMES =
  /\/\/[^\n]*|```[\s\S]*?```|~~~[\s\S]*?~~~|@"[^"]*"|@'[^']*'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|["'()[\]{}]/g;

/**
 * Reads a KQL query as far as that is possible without the language's parser, which is too large for a dependency:
 * texts and brackets that aren't closed, and the words outside of texts and comments.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/string
 */
export function readQuery(query: string): ReadQuery {
  const open: string[] = [];
  let problem: string | undefined;
  const code = query.replace(LEXEMES, (lexeme) => {
    if (lexeme.startsWith("//")) return " ";
    if (lexeme === '"' || lexeme === "'") problem ??= `a text that begins with ${lexeme} and doesn't end in its line`;
    else if (CLOSING[lexeme] !== undefined) open.push(lexeme);
    else if (lexeme.length === 1 && CLOSING[open.pop() ?? ""] !== lexeme)
      problem ??= `${lexeme} without its opening bracket`;
    return lexeme.length === 1 ? lexeme : '""';
  });
  const [bracket] = open;
  if (bracket !== undefined) problem ??= `${bracket} without its closing bracket`;
  if (/^\s*\||\|\s*(\||$)/.test(code)) problem ??= "a step of the query that is empty, before or after |";
  return { code, problem };
}

/** Whether the code of a query contains a word. */
export function hasWord(code: string, word: string): boolean {
  return new RegExp(String.raw`(?<![\w.])${word.replace(/\W/g, String.raw`\$&`)}(?!\w)`).test(code);
}
