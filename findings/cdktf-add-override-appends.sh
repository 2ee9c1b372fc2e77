#!/usr/bin/env bash
# cdktf 0.21.0: addOverride() with a list, on an argument that already has a list.
# Expected: the argument is overridden.
# Seen: the elements are appended to the existing ones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 @cdktf/provider-azurerm@14.23.1 >/dev/null

cat >main.js <<'EOF'
const { App, TerraformStack } = require("cdktf");
const { VirtualNetwork } = require("@cdktf/provider-azurerm/lib/virtual-network");
const stack = new TerraformStack(new App(), "s");
const network = new VirtualNetwork(stack, "vnet", {
  name: "vnet",
  location: "westeurope",
  resourceGroupName: "rg",
  addressSpace: ["10.0.0.0/16"],
  dnsServers: ["10.0.0.4"],
});
network.addOverride("dns_servers", ["10.1.0.4"]);
console.log(JSON.stringify(stack.toTerraform().resource.azurerm_virtual_network.vnet.dns_servers));
EOF
seen=$(node main.js)

echo 'cdktf 0.21.0, dnsServers: ["10.0.0.4"] and addOverride("dns_servers", ["10.1.0.4"])'
echo 'expected: ["10.1.0.4"]'
echo "seen:     $seen"
[ "$seen" = '["10.0.0.4","10.1.0.4"]' ]
