#!/usr/bin/env bash
# Terraform 1.11.4: `show -json` of the first plan of a configuration, nothing applied yet.
# Expected: prior_state, which describes the state before the plan, is absent or has no outputs.
# Seen: it contains the planned output, although output_changes says that the same output will be created.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export CHECKPOINT_DISABLE=1
terraform version 2>/dev/null | grep -x 'Terraform v1.11.4' >/dev/null || { echo "needs Terraform 1.11.4" >&2; exit 2; }

echo 'output "region" { value = "westeurope" }' >main.tf
terraform plan -out=plan >/dev/null 2>&1
seen=$(terraform show -json plan 2>/dev/null | node -p '
  const { prior_state, output_changes } = JSON.parse(fs.readFileSync(0));
  `${prior_state?.values?.outputs?.region?.value ?? "none"}, ${output_changes.region.actions}`')

echo "Terraform 1.11.4, an output in prior_state and its action, in a first plan"
echo "expected: none, create"
echo "seen:     $seen"
[ ! -e terraform.tfstate ] && [ "$seen" = "westeurope, create" ]
