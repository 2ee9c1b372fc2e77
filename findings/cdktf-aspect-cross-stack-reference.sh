#!/usr/bin/env bash
# cdktf 0.21.0: an aspect that sets a property to an attribute of another stack's resource.
# Expected: a reference to the remote state, as without an aspect.
# Seen: references between stacks are prepared before aspects run. CDKTF writes the bare reference to a resource that the
# stack doesn't contain, which Terraform 1.11.4 refuses, and doesn't order the stacks.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Aspects, DataResource, TerraformStack } = require("cdktf");
const app = new App({ outdir: "out" });
const [shared, own] = ["shared", "own"].map((id) => new TerraformStack(app, id));
const logs = new DataResource(shared, "logs");
const vm = new DataResource(own, "vm");
Aspects.of(own).add({
  visit: (node) => {
    if (node === vm) vm.input = { logs: logs.id };
  },
});
app.synth();
EOF
node main.js
value=$(node -p 'require("./out/stacks/own/cdk.tf.json").resource.terraform_data.vm.input.logs')
order=$(node -p 'require("./out/manifest.json").stacks.own.dependencies.length')
error=$({ terraform -chdir=out/stacks/own validate -json 2>/dev/null || true; } | node -p 'JSON.parse(fs.readFileSync(0)).diagnostics[0]?.summary ?? "none"')

echo "cdktf 0.21.0, a reference to another stack set by an aspect"
echo 'expected: ${data.terraform_remote_state.…}, dependencies of the stack: 1'
echo "seen:     $value, dependencies of the stack: $order, which Terraform refuses: $error"
[ "$value $order $error" = '${terraform_data.logs.id} 0 Reference to undeclared resource' ]
