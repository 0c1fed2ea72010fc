# After azd provisioned: the azd environment forgets the installation key, once the vault has it. Until then it is the only copy.
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot/installation-key.ps1"

if (-not $env:LEADSCORING_INSTALLATION_KEY) { exit 0 }
Assert-Azd
if ((Get-KeyState) -ne 'there') {
    Stop-Run 'The vault has no installation key, so the azd environment keeps it.' "Run 'azd provision' again."
}
Set-Key ''
Write-Output 'The installation key is in the vault; the azd environment has forgotten it.'
