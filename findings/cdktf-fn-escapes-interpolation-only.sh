#!/usr/bin/env bash
# cdktf 0.21.0: Terraform's two template markers, `${` and `%{`, in a string given to Fn.
# Expected: both are treated alike, and as in a plain property, which passes both on to be evaluated.
# Seen: `${` is escaped and stays text, `%{` is evaluated by Terraform 1.11.4.
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
const text = "${1 + 1} %{ if true }yes%{ endif }";
new TerraformOutput(stack, "plain", { value: text });
new TerraformOutput(stack, "fn", { value: Fn.join("", [text]) });
console.log(JSON.stringify({ output: stack.toTerraform().output }));
EOF
node main.js >main.tf.json
terraform plan -out=plan >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p '
  const { plain, fn } = JSON.parse(fs.readFileSync(0)).planned_values.outputs; `${plain.value} | ${fn.value}`')

echo 'cdktf 0.21.0, "${1 + 1} %{ if true }yes%{ endif }" as a property | in Fn.join'
echo 'expected: 2 yes | 2 yes, or both markers left as text'
echo "seen:     $seen"
[ "$seen" = '2 yes | ${1 + 1} yes' ]
