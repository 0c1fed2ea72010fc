#!/bin/sh
# Before azd provisions: makes the installation key when there is certainly none, and hands it to the template through the azd environment.
# A key of your own, of another installation say, is taken instead: azd env set LEADSCORING_INSTALLATION_KEY <base64 of 32 bytes>.
set -euf
. "$(dirname "$0")/installation-key.sh"

# The first key of an administrator. Only its hash is kept, so the key is printed here and nowhere else.
make_admin_key() {
  [ -z "${LEADSCORING_ACCESS_KEYS:-}" ] || return 0
  if [ -n "${CI:-}" ]; then
    echo "No admin key is made in a build, because others read its log. docs/operations/keys.md says how to make one."
    return 0
  fi
  admin=lsk_$(openssl rand -base64 32 | tr '+/' '-_' | tr -d '=')
  hash=$(printf '%s' "$admin" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
  [ "${#admin}" -eq 47 ] && [ "${#hash}" -eq 64 ] || stop "openssl made no admin key." "Install openssl, and run azd again."
  azd env set LEADSCORING_ACCESS_KEYS "admin__current=admin sha256=$hash" --environment "$AZURE_ENV_NAME" || stop "azd does not take LEADSCORING_ACCESS_KEYS." "See the error above; run azd again."
  echo "The first admin key is shown only here; keep it: $admin"
}

need_azd
given=${LEADSCORING_INSTALLATION_KEY:-}
state=$(key_state)

if [ "$state" = there ]; then
  # The template would write whatever it is given.
  [ -z "$given" ] || azd env set LEADSCORING_INSTALLATION_KEY "" --environment "$AZURE_ENV_NAME" || stop "azd does not forget LEADSCORING_INSTALLATION_KEY." "Run: azd env set LEADSCORING_INSTALLATION_KEY \"\""
  echo "The installation key is in the vault and stays as it is."
elif [ -n "$given" ]; then
  bytes=$(printf '%s\n' "$given" | openssl base64 -d -A 2>/dev/null | wc -c)
  [ "$bytes" -ge 32 ] || stop "LEADSCORING_INSTALLATION_KEY must be base64 text of at least 32 bytes." "azd env set LEADSCORING_INSTALLATION_KEY \"\" to have one made, or give the key of the installation whose data you bring."
  echo "The installation key is taken from the azd environment."
  make_admin_key
else
  key=$(openssl rand -base64 32) && [ "${#key}" -eq 44 ] || stop "openssl made no key." "Install openssl, and run azd again."
  azd env set LEADSCORING_INSTALLATION_KEY "$key" --environment "$AZURE_ENV_NAME" || stop "azd does not take LEADSCORING_INSTALLATION_KEY." "See the error above; in CI run 'azd env new $AZURE_ENV_NAME' first."
  echo "A new installation key is made; it goes into the vault."
  make_admin_key
fi
