namespace LeadScoring.Tests.Kit.Builders;

/// <summary>Model documents around the few lines that a test, or a page of the docs, is about.</summary>
internal static class ModelText
{
    /// <summary>The smallest sensible model.</summary>
    public const string Minimal =
        """
        model: example
        title: Example
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { website: 1 } }
        rules:
          - { rule: visit, category: website, on: page.viewed, points: 2 }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }

        """;

    // What a model does not have whose points add up.
    private static readonly string[] OfGrades = ["dimensions", "grades"];

    /// <summary>The minimal model with the top-level sections of the fragment, which end the text; a fragment without any is the whole text.</summary>
    public static string With(string fragment)
    {
        var keys = Lines(fragment).Select(Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (keys.Count == 0)
            return fragment;
        if (keys.Contains("scoring"))
            keys.UnionWith(OfGrades);
        string? section = null;
        return string.Concat(Lines(Minimal).Where(line => !keys.Contains(section = Key(line) ?? section!))) + fragment;
    }

    public static string WithRule(string rule) => With($"rules:\n  - {rule}\n");

    private static IEnumerable<string> Lines(string text) => text.Split('\n').SkipLast(text.EndsWith('\n') ? 1 : 0).Select(static line => line + "\n");

    // The key of a line that begins a section; null for the lines within one.
    private static string? Key(string line) => char.IsAsciiLetter(line[0]) && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? line[..end] : null;
}
