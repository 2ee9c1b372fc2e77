#!/usr/bin/env bash
# cdktf 0.21.0: a string in an argument of Fn that begins and ends with a double quote, such as an ETag.
# Expected: the quotes are part of the value, or the string is refused as Fn.lower('"x"') is.
# Seen: the quotes are treated as those of Terraform's syntax, so the value reaches Terraform 1.11.4 without them.
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
new TerraformOutput(stack, "o", { value: Fn.jsonencode({ etag: '"abc"' }) });
console.log(JSON.stringify({ output: stack.toTerraform().output }));
EOF
node main.js >main.tf.json
terraform plan -out=plan >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p 'JSON.parse(fs.readFileSync(0)).planned_values.outputs.o.value')

echo "cdktf 0.21.0, Fn.jsonencode({ etag: '\"abc\"' })"
echo 'expected: {"etag":"\"abc\""}'
echo "seen:     $seen"
[ "$seen" = '{"etag":"abc"}' ]
