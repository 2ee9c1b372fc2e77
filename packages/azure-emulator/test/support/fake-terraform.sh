#!/bin/sh
# Behaves like Terraform as far as a deployment test can tell, and does nothing. Beside it lie, each named `STACK COMMAND`:
# usual/ what a command prints, scenario/ what it does instead, calls/ what it was called with. `log` says when what began
# and ended, `pids` which processes were started.
home=${0%/*}
key="${PWD##*/} $1"
case "$*" in
  version*) key=version ;;
  *-detailed-exitcode*) key="${PWD##*/} second plan" ;;
esac

record() {
  printf '%s %s\n' "$1" "$key" >>"$home/log"
}

usual() {
  cat "$home/usual/$key"
}

until_logged() {
  until grep -qxF "$1" "$home/log"; do sleep 0.02; done
}

until_there() {
  until [ -e "$1" ]; do sleep 0.02; done
}

# As a provider: it doesn't end by itself, is deaf to interrupts and holds the output open.
provider() {
  sh -c 'trap "" INT; while :; do sleep 60; done' &
  echo $! >>"$home/pids"
}

# Doesn't end; being interrupted, does what it's told.
hang() {
  trap "record interrupted; $1" INT
  record hanging
  while :; do
    sleep 60 &
    wait $!
  done
}

leave() {
  record ended
  exit "$1"
}

echo $$ >>"$home/pids"
printf '%s\n' "$@" >"$home/calls/$key.args"
env >"$home/calls/$key.env"
record began
if [ -f "$home/scenario/$key" ]; then
  . "$home/scenario/$key"
else
  usual
fi
record ended
