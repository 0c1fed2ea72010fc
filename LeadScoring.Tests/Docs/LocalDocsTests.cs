using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Host;

namespace LeadScoring.Tests.Docs;

/// <summary>What the README and the error pages say of a local run is what the program does.</summary>
public sealed partial class LocalDocsTests
{
    [Fact]
    public void The_readme_shows_the_lines_that_the_app_prints()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

        foreach (var line in ReadyLines.Try("$url", "$key"))
            Assert.Contains(line.Replace("'x-api-key: $key'", "\"x-api-key: $key\"", StringComparison.Ordinal), readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_requests_for_editors_are_those_of_the_readme()
    {
        var requests = File.ReadAllText(Path.Combine(Root(), "tests.http"));

        foreach (var line in ReadyLines.Try("{{url}}", "{{key}}"))
        {
            foreach (Match path in Address().Matches(line))
                Assert.Contains(path.Value.Replace("$lead", "{{find.response.body.id}}", StringComparison.Ordinal), requests, StringComparison.Ordinal);
            foreach (Match body in Body().Matches(line))
                Assert.Contains(body.Groups["json"].Value, requests, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_link_is_in_a_frame_that_fits_it()
    {
        var link = "http://localhost:7071/app#signin=" + new string('a', 43);
        var lines = ReadyLines.Frame(link).ToList();

        Assert.Contains(lines, line => line.Contains($" {link} ", StringComparison.Ordinal));
        Assert.Single(lines.Select(static line => line.Length).Distinct());
    }

    [Fact]
    public void Every_code_of_the_local_host_has_a_page_and_every_page_a_code()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Root(), "LeadScoring.Local"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(Path.Combine(Root(), "docs", "errors"), "LS-LOCAL-*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(codes.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LeadScoring.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"\{\{url\}\}/[^ '""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex("-d '(?<json>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Body();

    [GeneratedRegex("LS-LOCAL-[0-9]{3}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
