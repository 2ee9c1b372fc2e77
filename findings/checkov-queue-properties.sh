#!/usr/bin/env bash
# Checkov 3.3.30: CKV_AZURE_33 (logging of a storage account's queue service) with the logging in the resource
# azurerm_storage_account_queue_properties, which replaces the deprecated block in azurerm_storage_account.
# Expected: passed, as with the block.
# Seen: the account fails. Only the block is read, which azurerm 5 has removed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check checkov==3.3.30

logging='logging {
    delete  = true
    read    = true
    write   = true
    version = "1.0"
  }'
account='name                     = "stexample"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "GRS"'
mkdir block resource
cat >block/main.tf <<EOF
resource "azurerm_storage_account" "store" {
  $account
  queue_properties {
  $logging
  }
}
EOF
cat >resource/main.tf <<EOF
resource "azurerm_storage_account" "store" {
  $account
}
resource "azurerm_storage_account_queue_properties" "store" {
  storage_account_id = azurerm_storage_account.store.id
  $logging
}
EOF
report() {
  { venv/bin/checkov --directory "$1" --framework terraform --check CKV_AZURE_33 --output json --skip-download 2>/dev/null || true; } |
    venv/bin/python -c 'import json, sys; summary = json.load(sys.stdin)["summary"]; print(summary["passed"], "passed", summary["failed"], "failed")'
}
seen="$(report block), $(report resource)"

echo "Checkov 3.3.30, results of CKV_AZURE_33 with the block, with the resource"
echo "expected: 1 passed 0 failed, 1 passed 0 failed"
echo "seen:     $seen"
[ "$seen" = "1 passed 0 failed, 0 passed 1 failed" ]
