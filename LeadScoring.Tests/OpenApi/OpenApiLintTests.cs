using System.Diagnostics;
using System.Text.Json;

using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.OpenApi;

/// <summary>The linter of eng/openapi finds nothing but what its list of exceptions names, and every exception is in use.</summary>
[Needs(Need.Processes)]
public sealed class OpenApiLintTests
{
    private const string Linter = "node_modules/@redocly/cli/bin/cli.js";

    [Fact]
    public async Task The_linter_finds_nothing_beside_the_exceptions()
    {
        var exceptions = Checkout.Text("eng/openapi/.redocly.lint-ignore.yaml").Split('\n').Count(static line => line.TrimStart().StartsWith("- '", StringComparison.Ordinal));

        var (found, totals) = await Lint(Checkout.PathOf("docs/reference/openapi.json"));

        Assert.Equal("", found);
        Assert.Equal((0, 0, exceptions), totals);
    }

    [Fact]
    public async Task The_linter_finds_an_operation_without_an_answer()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("openapi-").FullName, "openapi.json");
        await File.WriteAllTextAsync(file, """{ "openapi": "3.1.1", "info": { "title": "T", "version": "1" }, "paths": { "/a": { "get": { "operationId": "A", "responses": {} } } } }""");

        var (found, totals) = await Lint(file);

        Assert.Contains("operation-summary", found, StringComparison.Ordinal);
        Assert.NotEqual(0, totals.Errors);
    }

    private static async Task<(string Found, (int Errors, int Warnings, int Ignored) Totals)> Lint(string file)
    {
        Assert.True(File.Exists(Checkout.PathOf(Linter)), "The npm tools are not installed. Run `npm ci` in the repository's root.");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, WorkingDirectory = Checkout.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Checkout.PathOf(Linter), "lint", file, "--config", Checkout.PathOf("eng/openapi/redocly.yaml"), "--format", "json"])
            start.ArgumentList.Add(argument);
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        if (!output.Contains('{', StringComparison.Ordinal))
            Assert.Fail($"The linter said nothing that can be read. It needs Node.js 20.19 or later. {output}{await errors}");

        using var report = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
        var totals = report.RootElement.GetProperty("totals");
        return (
            string.Join('\n', report.RootElement.GetProperty("problems").EnumerateArray()
                .Select(static problem => $"{problem.GetProperty("ruleId").GetString()}: {problem.GetProperty("message").GetString()} {problem.GetProperty("location")[0].GetProperty("pointer").GetString()}")),
            (totals.GetProperty("errors").GetInt32(), totals.GetProperty("warnings").GetInt32(), totals.GetProperty("ignored").GetInt32()));
    }
}
