# Whether the installation key is in the vault of this azd environment. Dot-sourced by the hooks. As installation-key.sh.
# Lead ids are made from the key, so a second one must never be made: whatever is not a clear answer stops the run.

$secret = 'InstallationKey'
$api = '2024-11-01'

function Stop-Run([string] $Problem, [string] $Fix) {
    [Console]::Error.WriteLine("$Problem`n  fix: $Fix")
    exit 1
}

function Assert-Azd {
    if (-not $env:AZURE_ENV_NAME -or -not $env:AZURE_SUBSCRIPTION_ID) {
        Stop-Run 'AZURE_ENV_NAME and AZURE_SUBSCRIPTION_ID are not set: there is no azd environment.' "Let azd run this hook (azd up); in CI run 'azd env new <name>' or 'azd env select <name>' first."
    }
    if (-not (Get-Command az -ErrorAction SilentlyContinue)) {
        Stop-Run 'The Azure CLI is not installed; it tells whether the installation key is there.' 'Install it: https://aka.ms/azure-cli, then az login.'
    }
}

# What az says: its lines, its errors, whether it succeeded.
function Invoke-Az([string[]] $Arguments) {
    $said = [System.IO.Path]::GetTempFileName()
    try {
        $lines = @(& az @Arguments 2>$said | ForEach-Object { "$_".Trim() } | Where-Object { $_ })
        return @{ Ok = ($LASTEXITCODE -eq 0); Lines = $lines; Error = (Get-Content -Raw $said) }
    }
    finally {
        Remove-Item $said
    }
}

# az, and nothing else than an answer.
function Get-Answer([string[]] $Arguments) {
    $answer = Invoke-Az $Arguments
    if (-not $answer.Ok) {
        Stop-Run "az $($Arguments[0]) $($Arguments[1]) failed, so nobody knows whether there is an installation key:`n$($answer.Error)" "Run 'az login', see that 'az account show --subscription $env:AZURE_SUBSCRIPTION_ID' works, and run azd again. No key was made."
    }
    return $answer.Lines
}

# 'there' or 'missing'; does not return otherwise.
function Get-KeyState {
    $vaults = Get-Answer @('resource', 'list', '--subscription', $env:AZURE_SUBSCRIPTION_ID, '--tag', "azd-env-name=$env:AZURE_ENV_NAME", '--query', "[?type=='Microsoft.KeyVault/vaults'].id", '--output', 'tsv')
    foreach ($vault in $vaults) {
        $names = Get-Answer @('rest', '--method', 'get', '--url', "$vault/secrets?api-version=$api", '--query', 'value[].name', '--output', 'tsv')
        if ($names | Where-Object { $_ -match "(^|/)$secret`$" }) { return 'there' }
        # A long list comes in pages: asked by its name as well, both have to say no.
        $one = Invoke-Az @('rest', '--method', 'get', '--url', "$vault/secrets/${secret}?api-version=$api", '--query', 'name', '--output', 'tsv')
        if ($one.Ok) { return 'there' }
        if ($one.Error -notmatch 'Not ?Found') {
            Stop-Run "The vault does not tell whether it has the installation key:`n$($one.Error)" 'Put right what it says, and run azd again. No key was made.'
        }
    }
    # Asked for all and chosen here: quotes inside an argument do not reach az unharmed on Windows.
    $deleted = Get-Answer @('keyvault', 'list-deleted', '--subscription', $env:AZURE_SUBSCRIPTION_ID, '--resource-type', 'vault', '--output', 'json')
    $ours = @(($deleted -join "`n") | ConvertFrom-Json | Where-Object { $_.properties.tags.'azd-env-name' -eq $env:AZURE_ENV_NAME } | ForEach-Object { $_.name })
    if ($ours.Count -gt 0) {
        Stop-Run "The vault $ours of this environment was deleted, and waits with the installation key." "Bring it back: az group create --name rg-$env:AZURE_ENV_NAME --location <region> --tags azd-env-name=$env:AZURE_ENV_NAME; az keyvault recover --name $ours --resource-group rg-$env:AZURE_ENV_NAME. To begin anew without the old leads, take another environment name."
    }
    return 'missing'
}

function Set-Key([string] $Value) {
    & azd env set LEADSCORING_INSTALLATION_KEY $Value --environment $env:AZURE_ENV_NAME
    if ($LASTEXITCODE -ne 0) {
        Stop-Run 'azd does not take LEADSCORING_INSTALLATION_KEY.' "See the error above; in CI run 'azd env new $env:AZURE_ENV_NAME' first."
    }
}
