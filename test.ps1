# Builds with warnings as errors and runs tests. The last line says how many passed.
# .\test.ps1 --fast builds and runs the tests that need only the code; .\test.ps1 --filter Name~Decay those of a filter. TESTING.md says which tests answer which question.
$ErrorActionPreference = 'Stop'

$fast = $false
$filter = ''
$words = [Collections.Generic.Queue[string]]::new()
foreach ($word in $args) { $words.Enqueue([string] $word) }
while ($words.Count -gt 0) {
  $name, $value = $words.Dequeue() -split '=', 2
  if ($name -in '--fast', '-Fast') { $fast = $true; continue }
  if ($name -notin '--filter', '-Filter') { [Console]::Error.WriteLine("There is no option $name.`n  fix: Use --fast or --filter."); exit 1 }
  if ($null -eq $value) {
    if ($words.Count -eq 0) { [Console]::Error.WriteLine("--filter needs a value.`n  fix: Write --filter Name~Decay."); exit 1 }
    $value = $words.Dequeue()
  }
  $filter = $value
}

# The marks of LeadScoring.Tests/Kit/NeedsAttribute.cs.
$quick = 'Needs!=Time&Needs!=Processes&Needs!=Network'
if ($fast) { $filter = if ($filter) { "$quick&($filter)" } else { $quick } }
$what = if ($fast) { 'LeadScoring.Tests' } else { 'LeadScoring.sln' }

Push-Location $PSScriptRoot
try {
  if (-not $fast -and -not (Test-Path 'node_modules/.package-lock.json')) {
    npm ci --no-audit --no-fund --loglevel=error
    if ($LASTEXITCODE -ne 0) { exit 1 }
  }
  $build = @('build', $what, '-c', 'Release', '-nologo', '-v', 'quiet', '-clp:NoSummary', '-warnaserror', '--disable-build-servers')
  if ($fast -and -not ((Get-Command node, npm -ErrorAction SilentlyContinue).Count -eq 2 -and [version]((node --version).TrimStart('v')) -ge [version]'20.19')) {
    Write-Host 'Node.js 20.19 or later is not installed: the app is built without its web app.'
    $build += '-p:BuildWebApp=false'
  }
  dotnet @build
  if ($LASTEXITCODE -ne 0) { exit 1 }
  $arguments = @('test', $what, '-c', 'Release', '--no-build', '-nologo')
  if ($filter) { $arguments += '--filter', $filter }
  dotnet @arguments
  exit $LASTEXITCODE
}
finally { Pop-Location }
