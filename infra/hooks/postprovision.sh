#!/bin/sh
# After azd provisioned: the azd environment forgets the installation key, once the vault has it. Until then it is the only copy.
set -euf
. "$(dirname "$0")/installation-key.sh"

[ -n "${LEADSCORING_INSTALLATION_KEY:-}" ] || exit 0
need_azd
state=$(key_state)
[ "$state" = there ] || stop "The vault has no installation key, so the azd environment keeps it." "Run 'azd provision' again."
azd env set LEADSCORING_INSTALLATION_KEY "" --environment "$AZURE_ENV_NAME" || stop "azd does not forget LEADSCORING_INSTALLATION_KEY." "Run: azd env set LEADSCORING_INSTALLATION_KEY \"\""
echo "The installation key is in the vault; the azd environment has forgotten it."
