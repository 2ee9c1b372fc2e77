#!/usr/bin/env bash
# cdktf 0.21.0: operators whose right side is 0, false or an empty string.
# Expected: Op.sub(v, 0) is written as `(var.v - 0)`, Op.eq(v, false) as `(var.v == false)`.
# Seen: the right side counts as absent. The subtraction becomes a negation, the comparison has the word `undefined`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Op, TerraformOutput, TerraformStack, TerraformVariable } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
const v = new TerraformVariable(stack, "v", {});
new TerraformOutput(stack, "sub", { value: Op.sub(v.value, 0) });
new TerraformOutput(stack, "eq", { value: Op.eq(v.value, false) });
const { output } = stack.toTerraform();
console.log(output.sub.value, output.eq.value);
EOF
seen=$(node main.js)

echo "cdktf 0.21.0, Op.sub(v, 0) and Op.eq(v, false)"
echo 'expected: ${(var.v - 0)} ${(var.v == false)}'
echo "seen:     $seen"
[ "$seen" = '${-var.v} ${(var.v == undefined)}' ]
