using System.Text.RegularExpressions;

using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>
/// Pages and the texts in the code use plain, modern English: none of the phrases of docs/style.md#words that stop readers. Records of decisions
/// stay as they were written.
/// </summary>
public sealed partial class VoiceTests
{
    // Places where a phrase of the list is right, with the reason.
    private static readonly (string File, string Text, string Reason)[] Allowed =
    [
        ("docs/style.md", "", "lists the phrases"),
    ];

    private static readonly string[] Projects = ["LeadScoring.Domain/", "LeadScoring.Functions/", "LeadScoring.Local/", "samples/"];

    [Fact]
    public void Pages_avoid_phrases_that_stop_readers() => AssertNone(
        MarkdownPage.Files("*.md")
            .Where(static file => !file.StartsWith("docs/adr/", StringComparison.Ordinal))
            .SelectMany(static file => Found(file, Checkout.Text(file).Split('\n'))));

    [Fact]
    public void Texts_in_the_code_avoid_phrases_that_stop_readers() => AssertNone(
        MarkdownPage.Files("*.cs")
            .Where(static file => Projects.Any(project => file.StartsWith(project, StringComparison.Ordinal)))
            .SelectMany(static file => Found(file, Checkout.Text(file).Split('\n').Select(Literals))));

    [Fact]
    public void Texts_of_the_web_app_avoid_phrases_that_stop_readers() => AssertNone(
        new[] { "*.ts", "*.tsx" }.SelectMany(static pattern => MarkdownPage.Files(pattern))
            .Where(static file => file.StartsWith("LeadScoring.Functions/Dashboard/web/src/", StringComparison.Ordinal) && !file.EndsWith(".test.ts", StringComparison.Ordinal) && !file.EndsWith("/schema.d.ts", StringComparison.Ordinal))
            .SelectMany(static file => Found(file, Checkout.Text(file).Split('\n').Select(WithoutComment))));

    [Fact]
    public void The_description_of_the_API_avoids_phrases_that_stop_readers() =>
        AssertNone(Found("docs/reference/openapi.json", Checkout.Text("docs/reference/openapi.json").Split('\n')));

    [Theory]
    [InlineData("This is no text.", true)]
    [InlineData("These are no events.", true)]
    [InlineData("There is no such lead.", false)]
    [InlineData("It is no longer there.", false)]
    [InlineData("It cannot be read for the moment.", true)]
    [InlineData("Whoever sends it", true)]
    [InlineData("The figures that it comes to", true)]
    [InlineData("when it comes", false)]
    public void The_check_finds_a_phrase(string text, bool isFound) => Assert.Equal(isFound, Phrase().IsMatch(text));

    // The contents of the string literals of a line of code; comments have a reader of their own.
    private static string Literals(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        ? ""
        : string.Join(' ', Literal().Matches(line).Select(static literal => literal.Value));

    // Texts of the web app stand between tags, too: all of a line but its comment.
    private static string WithoutComment(string line) => line.TrimStart() is { } text && (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith('*') || text.StartsWith("/*", StringComparison.Ordinal)) ? "" : line;

    private static IEnumerable<string> Found(string file, IEnumerable<string> lines) => lines.SelectMany((line, index) => Phrase().Matches(line)
        .Where(_ => !Allowed.Any(allowed => allowed.File == file && line.Contains(allowed.Text, StringComparison.Ordinal)))
        .Select(phrase => $"{file}:{index + 1}: '{phrase.Value}' (docs/style.md has another word)"));

    private static void AssertNone(IEnumerable<string> places)
    {
        var found = string.Join('\n', places);
        Assert.True(found.Length == 0, found);
    }

    [GeneratedRegex(@"(?<!\bthere )\b(is|are|was|were) no (?!longer\b|more\b)|\b(for the moment|all the time|anew|whoever|so many|so much|comes? (to|of)\b|(tells?|told) of|in vain|hears?|heard|begun again|bro(ke|ken) off|cannot be had|low lines?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Phrase();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Literal();
}
