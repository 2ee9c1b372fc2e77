#!/usr/bin/env bash
# cdktf 0.21.0: dependsOn with a resource of another stack.
# Expected: an order between the stacks, or an error at synthesis.
# Seen: in addition to the order, depends_on gets a reference to an output of the remote state, which Terraform 1.11.4
# refuses.
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
const [network, vm] = ["network", "vm"].map((id) => new TerraformStack(app, id));
new DataResource(vm, "vm", { dependsOn: [new DataResource(network, "subnet")] });
app.synth();
EOF
node main.js
value=$(node -p 'require("./out/stacks/vm/cdk.tf.json").resource.terraform_data.vm.depends_on[0]')
order=$(node -p 'require("./out/manifest.json").stacks.vm.dependencies.join()')
error=$({ terraform -chdir=out/stacks/vm validate -json 2>/dev/null || true; } | node -p 'JSON.parse(fs.readFileSync(0)).diagnostics[0]?.summary ?? "none"')

echo "cdktf 0.21.0, dependsOn a resource of the stack network"
echo "expected: no depends_on; the stack depends on: $order"
echo "seen:     depends_on $value, which Terraform refuses: $error"
[ "$order" = network ] && [[ $value == data.terraform_remote_state.*.outputs.* ]] && [ "$error" != none ]
