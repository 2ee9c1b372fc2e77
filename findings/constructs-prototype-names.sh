#!/usr/bin/env bash
# constructs 10.8.1: a first child with an id that is also the name of a member of every JavaScript object.
# Expected: the child is added, as with any other id.
# Seen: an error about a duplicate, although the scope has no child.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . constructs@10.8.1 >/dev/null

cat >main.js <<'EOF'
const { Construct, RootConstruct } = require("constructs");

function add(id) {
  try {
    return new Construct(new RootConstruct(), id).node.path;
  } catch ({ message }) {
    return message;
  }
}

console.log(["builder", "constructor"].map(add).join(", "));
EOF
seen=$(node main.js)

echo "constructs 10.8.1, the first children 'builder' and 'constructor' of two roots"
echo "expected: builder, constructor"
echo "seen:     $seen"
[ "$seen" = "builder, There is already a Construct with name 'constructor' in RootConstruct" ]
