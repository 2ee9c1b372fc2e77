#!/usr/bin/env bash
# cdktf 0.21.0: constructs with different ids directly in a stack, one of which has a dot.
# Expected: two resources, or an error.
# Seen: the dot is removed from the logical id, and both are merged into one resource without a warning.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, DataResource, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
new DataResource(stack, "subnet1.1", { input: { name: "first" } });
new DataResource(stack, "subnet11", { input: { size: "second" } });
for (const [id, { input }] of Object.entries(stack.toTerraform().resource.terraform_data)) console.log(id, JSON.stringify(input));
EOF
seen=$(node main.js)

echo 'cdktf 0.21.0, resources with the ids "subnet1.1" and "subnet11"'
echo 'expected: one with {"name":"first"}, one with {"size":"second"}'
echo "seen:     $seen"
[ "$seen" = 'subnet11 {"name":"first","size":"second"}' ]
