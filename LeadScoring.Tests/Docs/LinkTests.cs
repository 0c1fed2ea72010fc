using System.Text.RegularExpressions;

using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>
/// References lead somewhere: those of comments and literals to pages (<c>docs/reference/scoring.md#decay</c>, by the path from the root and the
/// anchor of a heading), and the links between pages. Nothing is cited by the number of a section: numbers move.
/// </summary>
public sealed partial class LinkTests
{
    [Fact]
    public void References_in_code_lead_to_pages_and_headings_that_exist()
    {
        var references = MarkdownPage.Files("*.cs")
            .SelectMany(static file => PageReference().Matches(Checkout.Text(file)).Select(match => (file, page: match.Groups["page"].Value, place: match.Groups["place"].Value)))
            .ToList();

        Assert.NotEmpty(references);
        AssertNone(references.Where(static found => !Exists(found.page, found.place)).Select(static found => $"{found.file}: {found.page}#{found.place}"));
    }

    [Fact]
    public void Links_between_pages_lead_to_files_and_headings_that_exist()
    {
        var links = MarkdownPage.All().SelectMany(static page => page.Links.Where(static link => !IsElsewhere(link)).Select(link => (page.Path, link))).ToList();

        Assert.NotEmpty(links);
        AssertNone(links.Where(static found => !LeadsSomewhere(found.Path, found.link)).Select(static found => $"{found.Path}: {found.link}"));
    }

    [Fact]
    public void No_section_is_cited_by_its_number() => AssertNone(
        MarkdownPage.Files("*.cs").Concat(MarkdownPage.Files("*.md"))
            .SelectMany(static file => NumberedSection().Matches(Checkout.Text(file)).Select(match => $"{file}: {match.Value}")));

    private static void AssertNone(IEnumerable<string> places)
    {
        var found = string.Join('\n', places);
        Assert.True(found.Length == 0, found);
    }

    private static bool IsElsewhere(string link) => link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool LeadsSomewhere(string from, string link)
    {
        var parts = Uri.UnescapeDataString(link).Split('#', 2);
        var target = parts[0].Length == 0 ? from : Path.GetRelativePath(Checkout.Root, Path.Combine(Path.GetDirectoryName(Checkout.PathOf(from))!, parts[0])).Replace('\\', '/');
        return parts.Length == 1 ? Path.Exists(Checkout.PathOf(target)) : Exists(target, parts[1]);
    }

    private static bool Exists(string page, string place) => MarkdownPage.Find(page) is { } found && (place.Length == 0 || found.Anchors.Contains(place));

    [GeneratedRegex(@"(?<![\w/.}*-])(?<page>((docs|infra|samples|bench|eng|LeadScoring\.\w+)/[\w/.-]+|README|ARCHITECTURE|CHANGELOG|CONTRIBUTING|SECURITY|TESTING)\.md)(#(?<place>[\w-]+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PageReference();

    [GeneratedRegex(@"\b(sections?|items?|paragraphs?)\s+[0-9]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NumberedSection();
}
