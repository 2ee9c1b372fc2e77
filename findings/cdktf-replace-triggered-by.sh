#!/usr/bin/env bash
# cdktf 0.21.0: lifecycle.replaceTriggeredBy with a resource's attribute.
# Expected: the bare reference that Terraform requires there, as dependsOn writes it.
# Seen: an interpolation, which Terraform 1.11.4 refuses in replace_triggered_by.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, DataResource, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
const image = new DataResource(stack, "image");
new DataResource(stack, "vm", { lifecycle: { replaceTriggeredBy: [image.id] } });
console.log(JSON.stringify({ resource: stack.toTerraform().resource }));
EOF
node main.js >main.tf.json
value=$(node -p 'require("./main.tf.json").resource.terraform_data.vm.lifecycle.replace_triggered_by[0]')
error=$({ terraform validate -json 2>/dev/null || true; } | node -p 'JSON.parse(fs.readFileSync(0)).diagnostics[0]?.summary ?? "none"')
sed 's/"\${\(terraform_data.image.id\)}"/"\1"/' main.tf.json >bare.tf.json
rm main.tf.json
bare=$(terraform validate -json 2>/dev/null | node -p 'JSON.parse(fs.readFileSync(0)).valid')

echo "cdktf 0.21.0, lifecycle: { replaceTriggeredBy: [image.id] }"
echo "expected: terraform_data.image.id, which is valid for Terraform: $bare"
echo "seen:     $value, which Terraform refuses: $error"
[ "$value" = '${terraform_data.image.id}' ] && [ "$bare" = true ] && [ "$error" != none ]
