#!/usr/bin/env bash
# Terraform 1.11.4: `show -json` of a plan, for_each over a literal set.
# Expected: the configuration shows that the resource has for_each, as it does for a map.
# Seen: `for_each_expression` is missing, so the resource can't be distinguished from one without for_each.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }

cat >main.tf <<'EOF'
resource "terraform_data" "map" { for_each = { a = "a" } }
resource "terraform_data" "set" { for_each = toset(["a"]) }
EOF
terraform plan -out=plan >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p '
  const { resources } = JSON.parse(fs.readFileSync(0)).configuration.root_module;
  resources.map((resource) => `${resource.name}: ${"for_each_expression" in resource}`).join(", ")')

echo "Terraform 1.11.4, whether a resource has for_each_expression in a plan's configuration"
echo "expected: map: true, set: true"
echo "seen:     $seen"
[ "$seen" = "map: true, set: false" ]
