#!/usr/bin/env bash
# cdktf 0.21.0: Fn.rawString, which is meant to escape a string for Terraform, with a backslash in the string.
# Expected: Terraform 1.11.4 gets the given string of 8 characters.
# Seen: backslashes aren't escaped. `\t` becomes a tab without an error, so 7 characters are left.
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
new TerraformOutput(stack, "o", { value: Fn.lower(Fn.rawString("data\\txt")) });
console.log(JSON.stringify({ output: stack.toTerraform().output }));
EOF
node main.js >main.tf.json
terraform plan -out=plan >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p 'JSON.stringify(JSON.parse(fs.readFileSync(0)).planned_values.outputs.o.value)')

echo 'cdktf 0.21.0, Fn.lower(Fn.rawString("data\\txt")), values as JSON'
echo 'expected: "data\\txt"'
echo "seen:     $seen"
[ "$seen" = '"data\txt"' ]
