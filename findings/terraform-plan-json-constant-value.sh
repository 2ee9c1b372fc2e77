#!/usr/bin/env bash
# Terraform 1.11.4: `show -json` of a plan whose configuration is written in JSON, as CDKTF does.
# Expected: constant_value only for expressions without references, as documented, and as for the same configuration in
# HCL.
# Seen: an expression with a reference has a constant_value too, which is the text of the template.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }

mkdir hcl json
cat >hcl/main.tf <<'EOF'
variable "name" { default = "kv" }
resource "terraform_data" "vault" { input = "${var.name}-dev" }
EOF
cat >json/main.tf.json <<'EOF'
{
  "variable": { "name": { "default": "kv" } },
  "resource": { "terraform_data": { "vault": { "input": "${var.name}-dev" } } }
}
EOF
expression() {
  terraform -chdir="$1" plan -out=plan >/dev/null 2>&1
  terraform -chdir="$1" show -json plan 2>/dev/null | node -p '
    JSON.stringify(JSON.parse(fs.readFileSync(0)).configuration.root_module.resources[0].expressions.input)'
}
hcl=$(expression hcl)
json=$(expression json)

echo "Terraform 1.11.4, an expression with a reference in the configuration of a plan"
echo "expected: $hcl, as in HCL"
echo "seen:     $json"
[ "$hcl $json" = '{"references":["var.name"]} {"constant_value":"${var.name}-dev","references":["var.name"]}' ]
