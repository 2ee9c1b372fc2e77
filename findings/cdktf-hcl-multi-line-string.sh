#!/usr/bin/env bash
# cdktf 0.21.0: synthesis to HCL (SYNTH_HCL_OUTPUT, which `cdktf synth --hcl` sets) of a string with a line break in a map.
# Expected: `\n` or a heredoc, as an output's value gets one.
# Seen: the line break is written inside the quotes, which Terraform 1.11.4 refuses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, DataResource, TerraformStack } = require("cdktf");
const app = new App({ outdir: "out" });
new DataResource(new TerraformStack(app, "s"), "script", { input: { text: "one\ntwo" } });
app.synth();
EOF
errors() { { terraform -chdir=out/stacks/s validate -json 2>/dev/null || true; } | node -p 'JSON.parse(fs.readFileSync(0)).diagnostics[0]?.summary ?? "none"'; }
node main.js
json=$(errors)
rm -r out
SYNTH_HCL_OUTPUT=true node main.js
hcl=$(errors)

echo 'cdktf 0.21.0, first error of Terraform for { text: "one\ntwo" } in JSON and in HCL'
echo "expected: none, none"
echo "seen:     $json, $hcl"
[ "$json, $hcl" = "none, Invalid multi-line string" ]
