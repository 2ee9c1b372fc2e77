#!/usr/bin/env bash
# cdktf 0.21.0: an attribute of a resource with forEach.
# Expected: an expression that Terraform accepts, such as the list of the instances' values.
# Seen: a splat on the resource, which is a map under for_each, so Terraform 1.11.4 refuses it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, DataResource, TerraformIterator, TerraformOutput, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
const zone = new DataResource(stack, "zone", { forEach: TerraformIterator.fromList(["a", "b"]) });
new TerraformOutput(stack, "ids", { value: zone.id });
const { output, resource } = stack.toTerraform();
console.log(JSON.stringify({ output, resource }));
EOF
node main.js >main.tf.json
value=$(node -p 'require("./main.tf.json").output.ids.value')
error=$({ terraform plan -json 2>/dev/null || true; } | node -p '
  fs.readFileSync(0, "utf8").trim().split("\n").map(JSON.parse).find(({ type }) => type === "diagnostic")?.diagnostic.summary')

echo "cdktf 0.21.0, the id of a resource with forEach"
echo 'expected: an expression such as ${[for zone in terraform_data.zone : zone.id]}'
echo "seen:     $value, which Terraform refuses: $error"
[ "$value $error" = '${terraform_data.zone.*.id} Unsupported attribute' ]
