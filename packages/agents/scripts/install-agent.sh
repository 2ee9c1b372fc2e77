#!/usr/bin/env bash
# build-agent: installs, drains and removes a build agent of Azure DevOps or GitHub on Ubuntu.
#
#   build-agent.sh [install]  downloads the pinned release, registers it and starts its service
#   build-agent.sh drain      on a notice that Azure will delete this machine: waits for the job, then removes the agent
#   build-agent.sh remove     removes the agent from its pool
#
# Settings are environment variables, which install keeps in $AGENT_ROOT/agent.env for the other commands:
#   AGENT_SERVICE         azure-devops or github
#   AGENT_URL             https://dev.azure.com/<organization>, https://github.com/<owner>[/<repository>]
#   AGENT_POOL            agent pool (Azure DevOps), or runner group of an organization (GitHub)
#   AGENT_LABELS          labels of the runner, separated by commas (GitHub)
#   AGENT_VERSION         release to install
#   AGENT_SHA256          digest of its archive
#   AGENT_TOOLS           azure-cli, or empty
#   AGENT_APP_CLIENT_ID, AGENT_APP_INSTALLATION_ID, AGENT_APP_KEY   GitHub App, and its key in Key Vault
#   AGENT_TOKEN_BASE64    personal access token, only where there is no identity; it is not kept
set -euo pipefail

root=${AGENT_ROOT:-/opt/build-agent}
metadata=${AGENT_METADATA_URL:-http://169.254.169.254}
user=${AGENT_USER:-agent}
systemd=${AGENT_SYSTEMD:-/etc/systemd/system}
# The id of Azure DevOps in Entra, the same in every tenant.
azure_devops=499b84ac-1321-427f-aa17-267ca6975798

fail() {
  echo "build-agent: $*" >&2
  exit 1
}

request() {
  curl --fail --silent --show-error --location --retry 5 --retry-connrefused --max-time 120 "$@"
}

# Prints a value of a JSON text: property .access_token
property() {
  python3 -c 'import json, sys
value = json.load(sys.stdin)
for key in sys.argv[1].strip(".").split("."):
    value = value[int(key)] if isinstance(value, list) else value[key]
print(value)' "$1"
}

# Prints a token of this machine's managed identity.
identity_token() {
  request --header "Metadata: true" \
    "$metadata/metadata/identity/oauth2/token?api-version=2018-02-01&resource=$1" | property .access_token
}

base64url() {
  base64 --wrap=0 | tr '+/' '-_' | tr -d '='
}

# Prints a signed statement of the GitHub App. Key Vault signs it, so that the key never leaves the vault.
app_statement() {
  local now header payload digest host signature
  now=$(date +%s)
  header=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url)
  payload=$(printf '{"iat":%d,"exp":%d,"iss":"%s"}' "$((now - 60))" "$((now + 540))" "$AGENT_APP_CLIENT_ID" | base64url)
  digest=$(printf '%s.%s' "$header" "$payload" | openssl dgst -sha256 -binary | base64url)
  host=${AGENT_APP_KEY#https://}
  host=${host%%/*}
  signature=$(request --request POST --header "Authorization: Bearer $(identity_token "${AGENT_VAULT_RESOURCE:-https://${host#*.}}")" \
    --header "Content-Type: application/json" --data "{\"alg\":\"RS256\",\"value\":\"$digest\"}" \
    "$AGENT_APP_KEY/sign?api-version=7.4" | property .value)
  printf '%s.%s.%s' "$header" "$payload" "$signature"
}

github_api() {
  request --request POST --header "Authorization: Bearer $1" --header "Accept: application/vnd.github+json" \
    "${AGENT_GITHUB_API:-https://api.github.com}/$2"
}

# Prints a token that lets GitHub's API register and remove runners.
github_token() {
  if [ -n "${AGENT_TOKEN_BASE64:-}" ]; then
    printf '%s' "$AGENT_TOKEN_BASE64" | base64 --decode
  else
    github_api "$(app_statement)" "app/installations/$AGENT_APP_INSTALLATION_ID/access_tokens" | property .token
  fi
}

# Prints a token for config.sh: registration or remove.
config_token() {
  local path
  case "$AGENT_SERVICE" in
    azure-devops)
      if [ -n "${AGENT_TOKEN_BASE64:-}" ]; then
        printf '%s' "$AGENT_TOKEN_BASE64" | base64 --decode
      else
        identity_token "$azure_devops"
      fi
      ;;
    github)
      path=${AGENT_URL#https://*/}
      case "$path" in
        */*) path="repos/$path" ;;
        *) path="orgs/$path" ;;
      esac
      github_api "$(github_token)" "$path/actions/runners/$1-token" | property .token
      ;;
    *) fail "AGENT_SERVICE is '$AGENT_SERVICE': azure-devops or github" ;;
  esac
}

download() {
  local url archive
  case "$AGENT_SERVICE" in
    azure-devops) url="https://download.agent.dev.azure.com/agent/$AGENT_VERSION/vsts-agent-linux-x64-$AGENT_VERSION.tar.gz" ;;
    github) url="https://github.com/actions/runner/releases/download/v$AGENT_VERSION/actions-runner-linux-x64-$AGENT_VERSION.tar.gz" ;;
    *) fail "AGENT_SERVICE is '$AGENT_SERVICE': azure-devops or github" ;;
  esac
  archive=$(mktemp)
  request --output "$archive" "${AGENT_DOWNLOAD_URL:-$url}"
  echo "$AGENT_SHA256  $archive" | sha256sum --check --status || {
    rm -f "$archive"
    fail "the archive of release $AGENT_VERSION doesn't have the digest $AGENT_SHA256"
  }
  mkdir -p "$root/agent"
  tar --extract --gzip --file "$archive" --directory "$root/agent"
  rm -f "$archive"
}

install_tools() {
  case ",${AGENT_TOOLS:-}," in
    *,azure-cli,*)
      mkdir -p /etc/apt/keyrings
      request https://packages.microsoft.com/keys/microsoft.asc | gpg --dearmor --yes --output /etc/apt/keyrings/microsoft.gpg
      # shellcheck source=/dev/null
      cat >/etc/apt/sources.list.d/azure-cli.sources <<SOURCE
Types: deb
URIs: https://packages.microsoft.com/repos/azure-cli/
Suites: $(. /etc/os-release && echo "$VERSION_CODENAME")
Components: main
Architectures: amd64
Signed-By: /etc/apt/keyrings/microsoft.gpg
SOURCE
      apt-get update --quiet
      DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet azure-cli
      runuser -u "$user" -- env HOME="$(getent passwd "$user" | cut -d: -f6)" az extension add --name ml --yes
      ;;
  esac
}

# Keeps the script and the settings without the token, and looks every minute whether Azure will delete the machine.
keep() {
  sed -n '/^# build-agent:/,$p' "$0" >"$root/build-agent.sh"
  {
    for name in AGENT_SERVICE AGENT_URL AGENT_POOL AGENT_LABELS AGENT_VERSION AGENT_ROOT AGENT_USER AGENT_METADATA_URL \
      AGENT_GITHUB_API AGENT_VAULT_RESOURCE AGENT_APP_CLIENT_ID AGENT_APP_INSTALLATION_ID AGENT_APP_KEY; do
      [ -z "${!name:-}" ] || printf 'export %s=%q\n' "$name" "${!name}"
    done
  } >"$root/agent.env"
  chmod 0600 "$root/agent.env"
  printf '[Unit]\nDescription=Removes the build agent before its machine is deleted\n[Service]\nType=oneshot\nTimeoutStartSec=900\nExecStart=/bin/bash -c ". %s/agent.env && exec bash %s/build-agent.sh drain"\n' \
    "$root" "$root" >"$systemd/build-agent-drain.service"
  printf '[Unit]\nDescription=Looks whether the machine of the build agent will be deleted\n[Timer]\nOnBootSec=60\nOnUnitInactiveSec=60\n[Install]\nWantedBy=timers.target\n' \
    >"$systemd/build-agent-drain.timer"
  systemctl daemon-reload
  systemctl enable --now build-agent-drain.timer
}

register() {
  local token arguments
  if [ -f .agent ] || [ -f .runner ]; then return; fi
  token=$(config_token registration)
  if [ "$AGENT_SERVICE" = github ]; then
    arguments=(--unattended --replace --url "$AGENT_URL" --name "$(hostname)" --token "$token")
    [ -z "${AGENT_LABELS:-}" ] || arguments+=(--labels "$AGENT_LABELS")
    [ -z "${AGENT_POOL:-}" ] || arguments+=(--runnergroup "$AGENT_POOL")
    runuser -u "$user" -- ./config.sh "${arguments[@]}"
  else
    # An environment variable isn't shown in the list of processes.
    VSTS_AGENT_INPUT_TOKEN=$token runuser -u "$user" -- ./config.sh --unattended --acceptTeeEula --replace \
      --url "$AGENT_URL" --pool "$AGENT_POOL" --agent "$(hostname)" --auth pat
  fi
}

install_agent() {
  : "${AGENT_SERVICE:?}" "${AGENT_URL:?}" "${AGENT_VERSION:?}" "${AGENT_SHA256:?}"
  id "$user" >/dev/null 2>&1 || useradd --system --create-home --shell /usr/sbin/nologin "$user"
  mkdir -p "$root"
  [ -x "$root/agent/config.sh" ] || download
  chown -R "$user:" "$root/agent"
  "$root/agent/bin/installdependencies.sh"
  install_tools
  cd "$root/agent"
  register
  [ -f .service ] || ./svc.sh install "$user"
  ./svc.sh start
  keep
}

remove_agent() {
  local token
  cd "$root/agent"
  ./svc.sh stop || true
  ./svc.sh uninstall || true
  token=$(config_token remove)
  if [ "$AGENT_SERVICE" = github ]; then
    runuser -u "$user" -- ./config.sh remove --token "$token"
  else
    VSTS_AGENT_INPUT_TOKEN=$token runuser -u "$user" -- ./config.sh remove --unattended --auth pat
  fi
}

# Azure announces the deletion of an instance of a scale set, and waits until it is approved, at most for 15 minutes.
drain() {
  local events name event
  events=$(request --header "Metadata: true" "$metadata/metadata/scheduledevents?api-version=2020-07-01")
  name=$(request --header "Metadata: true" "$metadata/metadata/instance/compute/name?api-version=2021-02-01&format=text")
  event=$(printf '%s' "$events" | python3 -c 'import json, sys
print(next((event["EventId"] for event in json.load(sys.stdin)["Events"]
            if event["EventType"] in ("Terminate", "Preempt") and sys.argv[1] in event["Resources"]), ""))' "$name")
  [ -n "$event" ] || return 0
  while pgrep --full 'Agent\.Worker|Runner\.Worker' >/dev/null; do sleep 10; done
  remove_agent || echo "build-agent: the agent stays in the pool as offline" >&2
  request --request POST --header "Metadata: true" --data "{\"StartRequests\":[{\"EventId\":\"$event\"}]}" \
    "$metadata/metadata/scheduledevents?api-version=2020-07-01"
}

case "${1:-install}" in
  install) install_agent ;;
  drain) drain ;;
  remove) remove_agent ;;
  *) fail "'$1' is no command: install, drain or remove" ;;
esac
