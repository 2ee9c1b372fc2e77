#!/usr/bin/env bash
# cdktf 0.21.0, constructs 10.7.2: node.addDependency(), which constructs document as an order between two constructs.
# Expected: the dependent resource gets `depends_on`, as with its property dependsOn.
# Seen: nothing is written, without a warning.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, DataResource, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
const first = new DataResource(stack, "first");
const byNode = new DataResource(stack, "byNode");
byNode.node.addDependency(first);
new DataResource(stack, "byProperty", { dependsOn: [first] });
const { terraform_data } = stack.toTerraform().resource;
console.log(JSON.stringify([terraform_data.byNode.depends_on, terraform_data.byProperty.depends_on]));
EOF
seen=$(node main.js)

echo "cdktf 0.21.0, depends_on by node.addDependency() and by the property dependsOn"
echo 'expected: [["terraform_data.first"],["terraform_data.first"]]'
echo "seen:     $seen"
[ "$seen" = '[null,["terraform_data.first"]]' ]
