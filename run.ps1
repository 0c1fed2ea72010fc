# Starts lead scoring on this machine: http://localhost:7071/app
# Needs the .NET 10 SDK, Node.js 20.19 or later and npm; says how to get what is missing.
# Takes the options of ./run, and those of PowerShell: .\run.ps1 --demo --port 7080, or .\run.ps1 -Demo -Port 7080.
[CmdletBinding(PositionalBinding = $false)]
param(
  [int] $Port = 7071,
  [string] $Data,
  [ValidateSet('queues', 'service-bus')] [string] $Topic = 'queues',
  [int] $BusPort = 5672,
  [switch] $Demo,
  [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
$ErrorActionPreference = 'Stop'

function Stop-With([string] $Problem, [string] $Fix) {
  [Console]::Error.WriteLine("$Problem`n  fix: $Fix")
  exit 1
}

function Write-Step([string] $Text) { [Console]::Error.WriteLine($Text) }

function Test-Tool([string] $Name) { $null -ne (Get-Command $Name -ErrorAction SilentlyContinue) }

function Get-Number([string] $Name, [string] $Text) {
  $number = 0
  if (-not [int]::TryParse($Text, [ref] $number)) { Stop-With "$Name is '$Text'; it must be a number." "Write $Name 7071, or $Name 0 for any free one." }
  $number
}

# The words of ./run, each followed by its value or joined to it by an equals sign.
$words = [Collections.Generic.Queue[string]]::new()
foreach ($word in @($Rest | Where-Object { $_ })) { $words.Enqueue($word) }
while ($words.Count -gt 0) {
  $name, $value = $words.Dequeue() -split '=', 2
  if ($name -eq '--demo') { $Demo = $true; continue }
  if ($name -notin '--port', '--data', '--topic', '--bus-port') { Stop-With "There is no option $name." 'Use --port, --data, --topic, --bus-port or --demo.' }
  if ($null -eq $value) {
    if ($words.Count -eq 0) { Stop-With "$name needs a value." "Write it behind the option, such as --port 7071." }
    $value = $words.Dequeue()
  }
  switch ($name) {
    '--port' { $Port = Get-Number $name $value }
    '--bus-port' { $BusPort = Get-Number $name $value }
    '--data' { $Data = $value }
    '--topic' {
      if ($value -notin 'queues', 'service-bus') { Stop-With "--topic is '$value'." 'Use queues or service-bus.' }
      $Topic = $value
    }
  }
}

$root = $PSScriptRoot
if (-not $Data) { $Data = Join-Path $root '.local' }
elseif (-not [IO.Path]::IsPathRooted($Data)) { $Data = Join-Path (Get-Location) $Data }

# What cannot go well is said before the minute that the build takes.
if ($Port -lt 0 -or $Port -gt 65535) { Stop-With "--port is $Port; it must be from 0 to 65535." 'Write --port 7071, or --port 0 for any free one.' }
if ($Port -ne 0) {
  $client = [Net.Sockets.TcpClient]::new()
  try { $client.Connect('127.0.0.1', $Port); $isTaken = $true } catch { $isTaken = $false } finally { $client.Dispose() }
  if ($isTaken) { Stop-With "LS-LOCAL-010 Port $Port of this machine is used by another program." "Choose another with --port $($Port + 1), or any free one with --port 0." }
}
if (Test-Path -LiteralPath $Data -PathType Leaf) { Stop-With "--data $Data is not a folder." 'Name another folder, or remove this file.' }

Write-Step 'checking the tools ...'
$sdk = 'Install the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0'
if (-not (Test-Tool dotnet)) { Stop-With 'The .NET SDK is not installed.' $sdk }
if (-not (@(dotnet --list-sdks) -match '^10\.')) { Stop-With 'There is no .NET 10 SDK.' $sdk }
$node = 'Install Node.js 20.19 or later, with npm: https://nodejs.org'
if (-not (Test-Tool node)) { Stop-With 'Node.js is not installed; the web app is built with it, and the local storage (Azurite) runs on it.' $node }
if ([version]((node --version).TrimStart('v')) -lt [version]'20.19') { Stop-With "Node.js is $(node --version); 20.19 or later is needed." $node }
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
  Write-Step 'building (the first time takes a minute or two) ...'
  $build = dotnet build LeadScoring.Local -c Release -nologo -v quiet -clp:NoSummary --disable-build-servers
  if ($LASTEXITCODE -ne 0) { $build | Write-Host; Stop-With 'The build failed.' 'See the errors above.' }

  $arguments = @('up', '--models', '--port', $Port, '--data', $Data, '--topic', $Topic, '--bus-port', $BusPort, '--parent', $PID)
  if ($Demo) { $arguments += '--demo' }
  dotnet LeadScoring.Local/bin/Release/net10.0/leads.dll @arguments
  exit $LASTEXITCODE
}
finally { Pop-Location }
