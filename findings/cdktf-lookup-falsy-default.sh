#!/usr/bin/env bash
# cdktf 0.21.0: Fn.lookup with a default that is "", 0 or false.
# Expected: lookup() with that default, as with any other.
# Seen: the default is dropped and a plain attribute access is written, so a missing key is an error in Terraform 1.11.4.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Fn, TerraformOutput, TerraformStack, TerraformVariable } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
const tags = new TerraformVariable(stack, "tags", { default: { owner: "team" } });
new TerraformOutput(stack, "o", { value: Fn.lookup(tags.value, "cost", "") });
const { output, variable } = stack.toTerraform();
console.log(JSON.stringify({ output, variable }));
EOF
node main.js >main.tf.json
value=$(node -p 'require("./main.tf.json").output.o.value')
error=$({ terraform plan -json 2>/dev/null || true; } | node -p '
  fs.readFileSync(0, "utf8").trim().split("\n").map(JSON.parse).find(({ type }) => type === "diagnostic")?.diagnostic.summary')

echo 'cdktf 0.21.0, Fn.lookup(tags, "cost", "")'
echo 'expected: ${lookup(var.tags, "cost", "")}, which is an empty string'
echo "seen:     $value, which Terraform refuses: $error"
[ "$value" = '${var.tags.cost}' ] && [ "$error" = "Unsupported attribute" ]
