const ARGUMENT = /^\s*[*-] `(?<name>\w+)` - .*[Cc]hang\w+ (?:this|the|either|any)\b.*\bforces? a new\b/;
const BLOCK = /^(?:An?|The|Each|One or more)\s+`(?<name>\w+)` blocks? .*(?:supports?|contains?|exports?|following)/;

/**
 * Reads what a page of the provider's reference says of each argument.
 * @param {string} page
 * @returns {string[]} sorted; an argument in a block is `block.argument`
 */
export function forceNewArguments(page) {
  const reference = page.split(/^## Attributes Reference/m)[0] ?? "";
  /** @type {Set<string>} */
  const found = new Set();
  let block = "";
  for (const line of reference.split("\n")) {
    block = BLOCK.exec(line)?.groups?.["name"] ?? block;
    const name = ARGUMENT.exec(line)?.groups?.["name"];
    if (name) found.add(block ? `${block}.${name}` : name);
  }
  return [...found].sort();
}
