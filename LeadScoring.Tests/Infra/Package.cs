using System.Diagnostics;
using System.Text.Json.Nodes;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Infra;

/// <summary>The package that is deployed, made once for all its tests by eng/package.sh from what the build left.</summary>
public sealed class Package : IAsyncLifetime
{
    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    private readonly string _folder = Directory.CreateTempSubdirectory("package-").FullName;

    /// <summary>Null where a package can be made: at a desk without `zip` its tests are skipped, in CI they fail.</summary>
    public static string? Missing =>
        Environment["CI"] == "true" || (Environment["PATH"] ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "zip")))
            ? null
            : "zip is not installed (apt-get install zip).";

    /// <summary>What the script printed.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Names of the files in leadscoring.zip.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>A JSON file of the published app.</summary>
    public JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(PathOf(file)))!;

    /// <summary>A file of the published app.</summary>
    public string PathOf(string file) => Path.Combine(_folder, "package", "functions", file);

    public async Task InitializeAsync()
    {
        if (Missing is not null)
            return;
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Checkout.PathOf("eng/package.sh"), "--no-build", "--output", Path.Combine(_folder, "package") })
            start.ArgumentList.Add(argument);
        using var script = Process.Start(start)!;
        var errors = script.StandardError.ReadToEndAsync();
        Output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, $"{Output}\n{await errors}");
        await using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(Path.Combine(_folder, "package", "leadscoring.zip"));
        Files = [.. zip.Entries.Select(static entry => entry.FullName)];
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>A fact about the package: skipped at a desk where none can be made.</summary>
internal sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute() => Skip = Package.Missing;
}
