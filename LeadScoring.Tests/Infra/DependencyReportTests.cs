using System.Diagnostics;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Infra;

/// <summary>eng/dependencies.mjs: which packages the product is made of, and that each may be used.</summary>
[Needs(Need.Processes)]
public sealed class DependencyReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dependencies-").FullName;

    [Fact]
    public async Task Each_package_has_a_row_with_its_licence_and_what_it_is_part_of()
    {
        var (code, report, errors) = await Run(
            """
            { "type": "library", "name": "Zeta", "version": "2.0.0", "licenses": [{ "license": { "id": "MIT" } }] },
            { "type": "library", "name": "Alpha", "version": "1.0.0", "scope": "excluded", "licenses": [{ "expression": "(GPL-3.0-only OR Apache-2.0)" }] }
            """);

        Assert.Equal((0, ""), (code, errors));
        Assert.EndsWith("| Alpha | 1.0.0 | GPL-3.0-only or Apache-2.0 | build |\n| Zeta | 2.0.0 | MIT | product |\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "library", "name": "Closed", "version": "1.0.0", "licenses": [{ "license": { "id": "GPL-3.0-only" } }] }""", "Closed 1.0.0 is under GPL-3.0-only")]
    [InlineData("""{ "type": "library", "name": "Silent", "version": "1.0.0" }""", "Silent 1.0.0 is under no licence")]
    [InlineData("", "names no package")]
    public async Task A_licence_that_is_not_allowed_is_refused_with_a_fix(string components, string told)
    {
        var (code, _, errors) = await Run(components);

        Assert.Equal(1, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.Contains("fix:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_without_a_licence_may_be_known_with_the_reason()
    {
        var (code, report, _) = await Run("""{ "type": "library", "name": "System.Security.Cryptography.ProtectedData", "version": "4.5.0", "licenses": [{ "license": { "name": "Unknown - See URL" } }] }""");

        Assert.Equal(0, code);
        Assert.Contains("| System.Security.Cryptography.ProtectedData | 4.5.0 | MIT | product |", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_web_app_is_made_of_is_in_the_report_and_its_tools_are_not()
    {
        var (code, bill, errors) = await Node("eng/web-sbom.mjs", Checkout.PathOf("LeadScoring.Functions/Dashboard/web/package-lock.json"));
        Assert.Equal((0, ""), (code, errors));
        await File.WriteAllTextAsync(Path.Combine(_folder, "web.json"), bill);

        var (end, report, told) = await Run("""{ "type": "library", "name": "Zeta", "version": "2.0.0", "licenses": [{ "license": { "id": "MIT" } }] }""", Path.Combine(_folder, "web.json"));

        Assert.Equal((0, ""), (end, told));
        Assert.StartsWith("# Dependencies of LeadScoring 1.0.0", report, StringComparison.Ordinal);
        foreach (var name in (string[])["Zeta", "preact", "@codemirror/view", "yaml"])
            Assert.Contains($"\n| {name} | ", report, StringComparison.Ordinal);
        Assert.DoesNotContain("| vite |", report, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Report, string Errors)> Run(string components, params string[] more)
    {
        var sbom = Path.Combine(_folder, "sbom.json");
        await File.WriteAllTextAsync(sbom, $$"""{ "metadata": { "component": { "name": "LeadScoring", "version": "1.0.0" } }, "components": [{{components}}] }""");
        return await Node("eng/dependencies.mjs", [sbom, .. more, Checkout.PathOf("eng/licences.json")]);
    }

    private static async Task<(int Code, string Output, string Errors)> Node(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Checkout.PathOf(script), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var report = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, report, await errors);
    }
}
