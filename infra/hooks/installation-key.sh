# Whether the installation key is in the vault of this azd environment. Sourced by the hooks; POSIX sh.
# Lead ids are made from the key, so a second one must never be made: whatever is not a clear answer stops the run.
# Azure's control plane is asked: it tells that a secret exists, never its value, and needs no right to read secrets.

secret=InstallationKey
api=2024-11-01
said=$(mktemp)
trap 'rm -f "$said"' EXIT

stop() { # what is wrong, how to put it right
  printf '%s\n  fix: %s\n' "$1" "$2" >&2
  exit 1
}

# What the hooks need: azd gives the names, az the answers.
need_azd() {
  [ -n "${AZURE_ENV_NAME:-}" ] && [ -n "${AZURE_SUBSCRIPTION_ID:-}" ] ||
    stop "AZURE_ENV_NAME and AZURE_SUBSCRIPTION_ID are not set: there is no azd environment." "Let azd run this hook (azd up); in CI run 'azd env new <name>' or 'azd env select <name>' first."
  command -v az >/dev/null || stop "The Azure CLI is not installed; it tells whether the installation key is there." "Install it: https://aka.ms/azure-cli, then az login."
}

# az, and nothing else than an answer.
ask() {
  az "$@" 2>"$said" || stop "az $1 $2 failed, so nobody knows whether there is an installation key:
$(cat "$said")" "Run 'az login', see that 'az account show --subscription $AZURE_SUBSCRIPTION_ID' works, and run azd again. No key was made."
}

# Prints 'there' or 'missing'; does not return otherwise.
key_state() {
  vaults=$(ask resource list --subscription "$AZURE_SUBSCRIPTION_ID" --tag "azd-env-name=$AZURE_ENV_NAME" --query "[?type=='Microsoft.KeyVault/vaults'].id" --output tsv) || exit 1
  for vault in $vaults; do
    names=$(ask rest --method get --url "$vault/secrets?api-version=$api" --query 'value[].name' --output tsv) || exit 1
    if printf '%s\n' "$names" | grep -Eq "(^|/)$secret\$"; then
      echo there
      return
    fi
    # A long list comes in pages: asked by its name as well, both have to say no.
    if az rest --method get --url "$vault/secrets/$secret?api-version=$api" --query name --output tsv >/dev/null 2>"$said"; then
      echo there
      return
    fi
    grep -q -e 'Not Found' -e 'NotFound' "$said" || stop "The vault does not tell whether it has the installation key:
$(cat "$said")" "Put right what it says, and run azd again. No key was made."
  done
  deleted=$(ask keyvault list-deleted --subscription "$AZURE_SUBSCRIPTION_ID" --resource-type vault --query "[?properties.tags.\"azd-env-name\"=='$AZURE_ENV_NAME'].name" --output tsv) || exit 1
  [ -z "$deleted" ] || stop "The vault $deleted of this environment was deleted, and waits with the installation key." \
    "Bring it back: az group create --name rg-$AZURE_ENV_NAME --location <region> --tags azd-env-name=$AZURE_ENV_NAME && az keyvault recover --name $deleted --resource-group rg-$AZURE_ENV_NAME. To begin anew without the old leads, take another environment name."
  echo missing
}
