#!/usr/bin/env bash
# cdktf 0.21.0: null in a list that is given to Fn.
# Expected: Fn.jsonencode([null, "a"]) writes the null, as Fn.jsonencode({ a: null }) does.
# Seen: the element is left empty, `[, "a"]`, which isn't an expression for Terraform 1.11.4.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Fn, TerraformOutput, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
new TerraformOutput(stack, "list", { value: Fn.jsonencode([null, "a"]) });
new TerraformOutput(stack, "map", { value: Fn.jsonencode({ a: null }) });
console.log(JSON.stringify({ output: stack.toTerraform().output }));
EOF
node main.js >main.tf.json
seen=$(node -p 'const { list, map } = require("./main.tf.json").output; `${list.value} ${map.value}`')
error=$({ terraform validate -json 2>/dev/null || true; } | node -p 'JSON.parse(fs.readFileSync(0)).diagnostics[0]?.summary ?? "none"')

echo 'cdktf 0.21.0, Fn.jsonencode([null, "a"]) and Fn.jsonencode({ a: null })'
echo 'expected: ${jsonencode([null, "a"])} ${jsonencode({"a" = null})}'
echo "seen:     $seen, the first of which Terraform refuses: $error"
[ "$seen" = '${jsonencode([, "a"])} ${jsonencode({"a" = null})}' ] && [ "$error" = "Invalid expression" ]
