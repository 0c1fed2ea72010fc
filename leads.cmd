@echo off
rem Runs a command of leads, such as: leads list
setlocal
set "program=%~dp0LeadScoring.Local\bin\Release\net10.0\leads.dll"
if not exist "%program%" (
  echo building ^(once^) ... 1>&2
  dotnet build "%~dp0LeadScoring.Local" -c Release -nologo -v quiet -clp:NoSummary --disable-build-servers 1>&2 || exit /b 1
)
dotnet "%program%" %*
exit /b %errorlevel%
