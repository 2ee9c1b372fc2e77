#!/usr/bin/env bash
# cdktf 0.21.0: null inside the value of a TerraformOutput.
# Expected: it is written, as TerraformLocal does with the same value.
# Seen: synthesis ends with a TypeError.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktf@0.21.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, TerraformLocal, TerraformOutput, TerraformStack } = require("cdktf");
const value = { zone: null };
const local = new TerraformStack(new App(), "l");
new TerraformLocal(local, "v", value);
const output = new TerraformStack(new App(), "o");
new TerraformOutput(output, "v", { value });
try {
  console.log(JSON.stringify(local.toTerraform().locals), JSON.stringify(output.toTerraform().output));
} catch (error) {
  console.log(JSON.stringify(local.toTerraform().locals), String(error));
}
EOF
seen=$(node main.js)

echo 'cdktf 0.21.0, { zone: null } as a TerraformLocal and as a TerraformOutput'
echo 'expected: {"v":{"zone":null}} {"v":{"value":{"zone":null}}}'
echo "seen:     $seen"
[ "$seen" = '{"v":{"zone":null}} TypeError: Cannot convert undefined or null to object' ]
