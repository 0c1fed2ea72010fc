using System.Text.RegularExpressions;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Feedback;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Settings;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

public sealed partial class ConnectorDocsTests
{
    private static readonly string Folder = Path.Combine(Root(), "samples", "crm-connector");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

    [Fact]
    public void The_readme_names_every_option_column_outcome_and_type()
    {
        string[] names = [.. CrmColumns.All, .. Outcome.Kinds, .. LeadTypes.All, .. Option().Matches(CommandLine.Usage).Select(static option => option.Value)];

        Assert.All(names, static name => Assert.Contains($"`{name}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_mapping_that_it_shows_is_one()
    {
        var json = Json().Match(Readme).Groups["text"].Value;

        Assert.Equal(6, MappingReader.Read(System.Text.Encoding.UTF8.GetBytes(json), "README.md").Names.Count());
    }

    [Fact]
    public void The_local_bus_is_started_as_the_guide_says() =>
        Assert.All([Readme, File.ReadAllText(Path.Combine(Root(), "docs", "guide", "run-locally.md"))], static text => Assert.Contains("```bash\n./run --topic service-bus\n```", text, StringComparison.Ordinal));

    [Fact]
    public void What_it_links_to_is_there() =>
        Assert.All(Link().Matches(Readme), static link => Assert.True(File.Exists(Path.Combine(Folder, link.Groups["path"].Value)), link.Value));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LeadScoring.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("(?<=^  )--[a-z]+", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();

    [GeneratedRegex("```json\n(?<text>[^`]+)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Json();

    [GeneratedRegex(@"\]\((?<path>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
