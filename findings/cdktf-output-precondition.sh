#!/usr/bin/env bash
# cdktf 0.21.0: TerraformOutput has a documented property `precondition`.
# Expected: the output's block has the precondition, as a resource's lifecycle would.
# Seen: the precondition is left out.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
const precondition = { condition: "${1 < 2}", errorMessage: "must be less" };
new TerraformOutput(stack, "o", { value: "v", precondition });
console.log(JSON.stringify(stack.toTerraform().output.o));
EOF
seen=$(node main.js)

echo 'cdktf 0.21.0, an output with a precondition'
echo 'expected: {"precondition":{"condition":"${1 < 2}","error_message":"must be less"},"value":"v"}'
echo "seen:     $seen"
[ "$seen" = '{"value":"v"}' ]
