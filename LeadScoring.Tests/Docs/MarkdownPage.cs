using System.Text;
using System.Text.RegularExpressions;

using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>A Markdown file of this repository: where its headings can be linked to, and where it links to.</summary>
internal sealed partial class MarkdownPage
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "artifacts", "TestResults"];

    private MarkdownPage(string path)
    {
        Path = path;
        var text = Fence().Replace(Checkout.Text(path).ReplaceLineEndings("\n"), "");
        Anchors = AnchorsOf(text);
        Links = [.. Link().Matches(InlineCode().Replace(text, "")).Select(static link => link.Groups["target"].Value)];
    }

    /// <summary>From the root of the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>The places of its headings, as GitHub names them.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>The targets of its links, in order.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>A page by its path from the root; null when there is no such file.</summary>
    public static MarkdownPage? Find(string path) => File.Exists(Checkout.PathOf(path)) ? new MarkdownPage(path) : null;

    /// <summary>Every page of the repository.</summary>
    public static IEnumerable<MarkdownPage> All() => Files("*.md").Select(static path => new MarkdownPage(path));

    /// <summary>Files by a pattern, by their paths from the root; without what is built, installed or hidden.</summary>
    public static IEnumerable<string> Files(string pattern) => Files(new DirectoryInfo(Checkout.Root), pattern)
        .Select(static file => System.IO.Path.GetRelativePath(Checkout.Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern).Concat(
        folder.EnumerateDirectories().Where(static below => below.Name[0] != '.' && !NotOurs.Contains(below.Name, StringComparer.Ordinal)).SelectMany(below => Files(below, pattern)));

    private static HashSet<string> AnchorsOf(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(text))
        {
            var slug = Slug(heading.Groups["text"].Value);
            for (var again = 0; !anchors.Add(again == 0 ? slug : $"{slug}-{again}"); again++)
            {
            }
        }

        return anchors;
    }

    // GitHub: lower case, blanks become hyphens, all but letters, digits, hyphens and underscores goes.
    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var rune in LinkText().Replace(heading, "${text}").Trim().EnumerateRunes())
        {
            if (rune.Value == ' ')
                slug.Append('-');
            else if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_')
                slug.Append(Rune.ToLowerInvariant(rune));
        }

        return slug.ToString();
    }

    [GeneratedRegex("^ *(?<mark>```+)[^\n]*\n.*?^ *\\k<mark> *$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("^#{1,6} +(?<text>[^\n]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LinkText();
}
