#!/usr/bin/env bash
# cdktf 0.21.0: Fn.conditional as an operand.
# Expected: Op.add(Fn.conditional(true, 1, 2), 10) is 11.
# Seen: it is written without parentheses, `(true ? 1 : 2 + 10)`, which Terraform 1.11.4 evaluates to 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Fn, Op, TerraformOutput, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
new TerraformOutput(stack, "o", { value: Op.add(Fn.conditional(true, 1, 2), 10) });
console.log(JSON.stringify({ output: stack.toTerraform().output }));
EOF
node main.js >main.tf.json
terraform plan -out=plan >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p 'JSON.parse(fs.readFileSync(0)).planned_values.outputs.o.value')

echo "cdktf 0.21.0, Op.add(Fn.conditional(true, 1, 2), 10)"
echo "expected: 11"
echo "seen:     $seen"
[ "$seen" = 1 ]
