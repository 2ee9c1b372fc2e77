#!/usr/bin/env bash
# Checkov 3.3.30: names of resources in the report on Terraform JSON (framework terraform_json) as CDKTF writes it.
# Expected: type and name, as in the report on the same resource in HCL, and the number of resources.
# Seen: every resource is called `resource.NAME`, without its type, and resource_count is 0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check checkov==3.3.30
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 @cdktf/provider-azurerm@14.23.1 >/dev/null

mkdir hcl json
cat >hcl/main.tf <<'EOF'
resource "azurerm_key_vault" "vault" {
  name                = "vault"
  resource_group_name = "rg"
  location            = "westeurope"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
}
EOF
cat >main.js <<'EOF'
const { App, TerraformStack } = require("cdktf");
const { KeyVault } = require("@cdktf/provider-azurerm/lib/key-vault");
const stack = new TerraformStack(new App(), "s");
new KeyVault(stack, "vault", {
  name: "vault",
  resourceGroupName: "rg",
  location: "westeurope",
  tenantId: "00000000-0000-0000-0000-000000000000",
  skuName: "standard",
});
console.log(JSON.stringify(stack.toTerraform(), null, 2));
EOF
node main.js >json/cdk.tf.json
report() {
  { venv/bin/checkov --directory "$1" --framework "$2" --check CKV_AZURE_42 --output json --skip-download 2>/dev/null || true; } | node -p '
    const { results, summary } = JSON.parse(fs.readFileSync(0));
    `${[...results.passed_checks, ...results.failed_checks].map(({ resource }) => resource)} of ${summary.resource_count}`'
}
hcl=$(report hcl terraform)
json=$(report json terraform_json)

echo "Checkov 3.3.30, the resource of CKV_AZURE_42 in Terraform JSON"
echo "expected: $hcl, as in HCL"
echo "seen:     $json"
[ "$hcl, $json" = "azurerm_key_vault.vault of 1, resource.vault of 0" ]
