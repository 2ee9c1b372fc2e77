#!/usr/bin/env bash
# cdktf 0.21.0: two stacks with the same id in different scopes, which the construct tree allows.
# Expected: two folders and two entries in the manifest, or an error.
# Seen: folder and entry are named after the id alone. The second stack overwrites the first.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { Construct } = require("constructs");
const app = new App({ outdir: "out" });
for (const environment of ["dev", "prod"]) {
  const stack = new TerraformStack(new Construct(app, environment), "network");
  new TerraformOutput(stack, "environment", { value: environment });
}
app.synth();
EOF
node main.js
manifest=$(node -p 'Object.values(require("./out/manifest.json").stacks).map(({ constructPath }) => constructPath).join()')
folders=$(ls out/stacks)
value=$(node -p 'Object.values(require("./out/stacks/network/cdk.tf.json").output)[0].value')

echo 'cdktf 0.21.0, the stacks "dev/network" and "prod/network"'
echo "expected: both are in the manifest and in folders of their own"
echo "seen:     manifest: $manifest; folders: $folders, with the Terraform of $value"
[ "$manifest $folders $value" = "dev/network network prod" ]
