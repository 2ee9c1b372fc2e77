#!/usr/bin/env bash
# cdktf 0.21.0: synthesis to HCL (SYNTH_HCL_OUTPUT, which `cdktf synth --hcl` sets) of a precondition in a lifecycle.
# Expected: a block, which Terraform requires, and which is the meaning of the JSON for the same resource.
# Seen: an attribute with a list, which Terraform 1.11.4 refuses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, DataResource, TerraformStack, TerraformVariable } = require("cdktf");
const app = new App({ outdir: "out" });
const stack = new TerraformStack(app, "s");
new TerraformVariable(stack, "size", { type: "number" });
const precondition = [{ condition: "${var.size > 1}", errorMessage: "too small" }];
new DataResource(stack, "disk", { lifecycle: { precondition } });
app.synth();
EOF
errors() { { terraform -chdir=out/stacks/s validate -json 2>/dev/null || true; } | node -p 'JSON.parse(fs.readFileSync(0)).diagnostics[0]?.summary ?? "none"'; }
node main.js
json=$(errors)
rm -r out
SYNTH_HCL_OUTPUT=true node main.js
hcl=$(errors)

echo "cdktf 0.21.0, first error of Terraform for a precondition in JSON and in HCL"
echo "expected: none, none"
echo "seen:     $json, $hcl"
[ "$json, $hcl" = "none, Unsupported argument" ]
