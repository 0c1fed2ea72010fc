# Starts lead scoring on this machine: http://localhost:7071/app
# Needs the .NET 10 SDK, Node.js 18 or later and npm; says how to get what is missing.
param(
  [int] $Port = 7071,
  [string] $Data,
  [ValidateSet('queues', 'service-bus')] [string] $Topic = 'queues',
  [int] $BusPort = 5672,
  [switch] $Demo
)
$ErrorActionPreference = 'Stop'

function Stop-With([string] $Problem, [string] $Fix) {
  [Console]::Error.WriteLine("$Problem`n  fix: $Fix")
  exit 1
}

function Test-Tool([string] $Name) { $null -ne (Get-Command $Name -ErrorAction SilentlyContinue) }

$root = $PSScriptRoot
if (-not $Data) { $Data = Join-Path $root '.local' }
elseif (-not [IO.Path]::IsPathRooted($Data)) { $Data = Join-Path (Get-Location) $Data }

$sdk = 'Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0'
if (-not (Test-Tool dotnet)) { Stop-With 'The .NET SDK is not installed.' $sdk }
if (-not (@(dotnet --list-sdks) -match '^10\.')) { Stop-With 'There is no .NET 10 SDK.' $sdk }
$node = 'Install Node.js 18 or later, with npm: https://nodejs.org'
if (-not (Test-Tool node)) { Stop-With 'Node.js is not installed; the local storage (Azurite) runs on it.' $node }
if ([int]((node --version).TrimStart('v').Split('.')[0]) -lt 18) { Stop-With "Node.js is $(node --version); 18 or later is needed." $node }
if (-not (Test-Tool npm)) { Stop-With 'npm is not installed.' $node }

Push-Location $root
try {
  $installed = Join-Path $root 'node_modules/.package-lock.json'
  $lock = Join-Path $root 'package-lock.json'
  if (-not (Test-Path $installed) -or (Get-Item -Force $lock).LastWriteTimeUtc -gt (Get-Item -Force $installed).LastWriteTimeUtc) {
    Write-Host 'Installing the npm tools (once) ...'
    npm ci --no-audit --no-fund --loglevel=error
    if ($LASTEXITCODE -ne 0) { Stop-With 'npm ci failed.' 'See the errors above; check the network and npm config get registry.' }
    (Get-Item -Force $installed).LastWriteTimeUtc = [DateTime]::UtcNow
  }
  $build = dotnet build LeadScoring.Local -c Release -nologo -v quiet -clp:NoSummary --disable-build-servers
  if ($LASTEXITCODE -ne 0) { $build | Write-Host; Stop-With 'The build failed.' 'See the errors above.' }

  $arguments = @('up', '--models', '--port', $Port, '--data', $Data, '--topic', $Topic, '--bus-port', $BusPort, '--parent', $PID)
  if ($Demo) { $arguments += '--demo' }
  dotnet LeadScoring.Local/bin/Release/net10.0/leads.dll @arguments
  exit $LASTEXITCODE
}
finally { Pop-Location }
