#!/usr/bin/env bash
# cdktn 0.24.0: null among the arguments of functions that take any number of them.
# Expected: Fn.try([reference, null]) has null as its fallback, and Fn.format writes all values.
# Seen: null is left out. Terraform fails if the reference is missing, and the values of the format shift.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . cdktn@0.24.0 constructs@10.7.2 >/dev/null

cat >main.js <<'EOF'
const { App, Fn, TerraformOutput, TerraformStack, TerraformVariable } = require("cdktn");
const stack = new TerraformStack(new App(), "s");
const settings = new TerraformVariable(stack, "settings", { default: {} });
new TerraformOutput(stack, "try", { value: Fn.try([Fn.lookupNested(settings.value, ["zone"]), null]) });
new TerraformOutput(stack, "format", { value: Fn.format("%v, %v", [null, "a"]) });
const { output } = stack.toTerraform();
console.log(output.try.value, output.format.value);
EOF
seen=$(node main.js)

echo "cdktn 0.24.0, Fn.try([..., null]) and Fn.format('%v, %v', [null, 'a'])"
echo 'expected: ${try(var.settings.zone, null)} ${format("%v, %v", null, "a")}'
echo "seen:     $seen"
[ "$seen" = '${try(var.settings.zone)} ${format("%v, %v", "a")}' ]
