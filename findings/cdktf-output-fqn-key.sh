#!/usr/bin/env bash
# cdktf 0.21.0: a TerraformOutput whose value is an object with a key `fqn`.
# Expected: the whole object is written.
# Seen: every object with this key is treated as a Terraform element, so only the value of `fqn` is left.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const stack = new TerraformStack(new App(), "s");
new TerraformOutput(stack, "o", { value: { fqn: "db.example.com", port: 5432 } });
console.log(JSON.stringify(stack.toTerraform().output.o.value));
EOF
seen=$(node main.js)

echo 'cdktf 0.21.0, an output with the value { fqn: "db.example.com", port: 5432 }'
echo 'expected: {"fqn":"db.example.com","port":5432}'
echo "seen:     $seen"
[ "$seen" = '"db.example.com"' ]
