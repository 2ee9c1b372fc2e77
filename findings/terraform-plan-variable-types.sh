#!/usr/bin/env bash
# Terraform 1.11.4: `show -json` of a plan, variables with a type that are set by -var.
# Expected: values of the declared types, as in the plan itself, and as for a list.
# Seen: bool and number are strings. A default, which isn't set by -var, keeps its type.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }

cat >main.tf <<'EOF'
variable "bool" { type = bool }
variable "number" { type = number }
variable "list" { type = list(bool) }
variable "default" {
  type    = bool
  default = true
}
EOF
terraform plan -out=plan -var bool=true -var number=3 -var 'list=[true]' >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p '
  const { variables } = JSON.parse(fs.readFileSync(0));
  ["bool", "number", "list", "default"].map((name) => JSON.stringify(variables[name].value)).join(" ")')

echo "Terraform 1.11.4, variables in the JSON of a plan: bool, number, list(bool), default of a bool"
echo "expected: true 3 [true] true"
echo "seen:     $seen"
[ "$seen" = '"true" "3" [true] true' ]
