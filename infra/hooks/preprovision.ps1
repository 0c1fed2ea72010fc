# Before azd provisions: makes the installation key when there is certainly none, and hands it to the template through the azd environment.
# A key of your own, of another installation say, is taken instead: azd env set LEADSCORING_INSTALLATION_KEY <base64 of 32 bytes>.
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/installation-key.ps1"

# The first key of an administrator. Only its hash is kept, so the key is printed here and nowhere else.
function New-AdminKey {
    if ($env:LEADSCORING_ACCESS_KEYS) { return }
    if ($env:CI) {
        Write-Output 'No admin key is made in a build, because others read its log. docs/operations/keys.md says how to make one.'
        return
    }
    $admin = 'lsk_' + [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
    $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($admin))).ToLowerInvariant()
    & azd env set LEADSCORING_ACCESS_KEYS "admin__current=admin sha256=$hash" --environment $env:AZURE_ENV_NAME
    if ($LASTEXITCODE -ne 0) {
        Stop-Run 'azd does not take LEADSCORING_ACCESS_KEYS.' 'See the error above; run azd again.'
    }
    Write-Output "The first admin key is shown only here; keep it: $admin"
}

Assert-Azd
$given = $env:LEADSCORING_INSTALLATION_KEY
$state = Get-KeyState

if ($state -eq 'there') {
    # The template would write whatever it is given.
    if ($given) { Set-Key '' }
    Write-Output 'The installation key is in the vault and stays as it is.'
}
elseif ($given) {
    $bytes = 0
    try { $bytes = [Convert]::FromBase64String($given).Length } catch [FormatException] { $bytes = 0 }
    if ($bytes -lt 32) {
        Stop-Run 'LEADSCORING_INSTALLATION_KEY must be base64 text of at least 32 bytes.' 'azd env set LEADSCORING_INSTALLATION_KEY "" to have one made, or give the key of the installation whose data you bring.'
    }
    Write-Output 'The installation key is taken from the azd environment.'
    New-AdminKey
}
else {
    Set-Key ([Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(32)))
    Write-Output 'A new installation key is made; it goes into the vault.'
    New-AdminKey
}
