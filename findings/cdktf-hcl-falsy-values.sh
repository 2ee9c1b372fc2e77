#!/usr/bin/env bash
# cdktf 0.21.0: synthesis to HCL (SYNTH_HCL_OUTPUT, which `cdktf synth --hcl` sets) of values that are false, 0 or "".
# Expected: the same variables and locals as in JSON.
# Seen: `default = false`, `nullable = false` and the local are left out, so the variable is required in HCL only.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, TerraformLocal, TerraformStack, TerraformVariable } = require("cdktf");
const app = new App({ outdir: "out" });
const stack = new TerraformStack(app, "s");
new TerraformVariable(stack, "public", { type: "bool", default: false, nullable: false });
new TerraformLocal(stack, "count", 0);
app.synth();
EOF
node main.js
json=$(node -p 'const { variable, locals } = require("./out/stacks/s/cdk.tf.json"); JSON.stringify({ variable, locals })')
SYNTH_HCL_OUTPUT=true node main.js
seen=$(sed -n '/^variable/,/^}/p;/^locals/,/^}/p' out/stacks/s/cdk.tf | tr -s '\n' ' ')

echo "cdktf 0.21.0, a variable and a local with falsy values in HCL"
echo "expected: $json"
echo "seen:     $seen"
[ "$seen" = 'locals { } variable "public" { type = bool }' ]
