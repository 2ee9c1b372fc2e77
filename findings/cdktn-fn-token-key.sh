#!/usr/bin/env bash
# cdktn 0.24.0: a token as a key of an object that is given to Fn.
# Expected: the key is the variable's value, as it is in an object outside of Fn.
# Seen: the key is the text `var.name`, and its value is replaced by null.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktn@0.24.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Fn, TerraformOutput, TerraformStack, TerraformVariable } = require("cdktn");
const stack = new TerraformStack(new App(), "s");
const name = new TerraformVariable(stack, "name", {});
new TerraformOutput(stack, "plain", { value: { [name.stringValue]: "blue" } });
new TerraformOutput(stack, "merge", { value: Fn.merge([{ [name.stringValue]: "blue" }, { other: "green" }]) });
const { output } = stack.toTerraform();
console.log(JSON.stringify(output.plain.value), output.merge.value);
EOF
seen=$(node main.js)

echo "cdktn 0.24.0, an object with a token as a key, outside of and in Fn.merge"
echo 'expected: {"${var.name}":"blue"} ${merge({(var.name) = "blue"}, {"other" = "green"})}'
echo "seen:     $seen"
[ "$seen" = '{"${var.name}":"blue"} ${merge({"var.name" = null}, {"other" = "green"})}' ]
