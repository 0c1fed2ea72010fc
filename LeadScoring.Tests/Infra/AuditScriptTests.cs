using System.Diagnostics;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Infra;

/// <summary>eng/audit.sh with a <c>dotnet</c> and an <c>npm</c> that answer what a test says.</summary>
[Needs(Need.Processes)]
public sealed class AuditScriptTests : IDisposable
{
    private const string Clean = """{ "version": 1, "projects": [{ "path": "x.csproj" }] }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("audit-").FullName;

    [Fact]
    public async Task Packages_without_a_known_weakness_pass() => Assert.Equal((0, "No package has a known weakness.\n", ""), await Run((Clean, 0), ("found 0 vulnerabilities", 0)));

    [Theory]
    [InlineData("""{ "projects": [{ "frameworks": [{ "topLevelPackages": [{ "id": "Bad", "vulnerabilities": [{ "severity": "High" }] }] }] }] }""", 0, "found 0 vulnerabilities", 0, "NuGet packages have known weaknesses")]
    [InlineData("error: Unable to load the service index", 1, "found 0 vulnerabilities", 0, "NuGet could not be asked")]
    [InlineData("""{ "problems": [{ "level": "error", "text": "no assets file" }] }""", 0, "found 0 vulnerabilities", 0, "NuGet could not be asked")]
    [InlineData(Clean, 0, "npm warn audit 405 Method Not Allowed\nnpm error audit endpoint returned an error", 1, "The npm registry does not answer an audit")]
    [InlineData(Clean, 0, "2 high severity vulnerabilities", 1, "npm packages have known weaknesses")]
    public async Task A_weakness_and_a_feed_that_does_not_answer_fail(string nuget, int nugetCode, string npm, int npmCode, string said)
    {
        var (code, output, errors) = await Run((nuget, nugetCode), (npm, npmCode));

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Contains("  fix: ", errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Output, string Errors)> Run((string Says, int Code) nuget, (string Says, int Code) npm)
    {
        Tool("dotnet", nuget);
        Tool("npm", npm);
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, WorkingDirectory = Checkout.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Checkout.PathOf("eng/audit.sh"));
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private void Tool(string name, (string Says, int Code) answer)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path + ".says", answer.Says + "\n");
        File.WriteAllText(path, $"#!/bin/sh\ncat '{path}.says'\nexit {answer.Code}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
