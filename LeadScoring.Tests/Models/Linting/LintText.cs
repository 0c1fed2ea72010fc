using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>A model in which lint finds nothing, with sections replaced.</summary>
internal static class LintText
{
    public const string Base =
        """
        model: example
        title: Example
        mode: live
        dimensions:
          fit: { weight: 40, categories: { role: 1 } }
          engagement: { weight: 60, categories: { website: 1 } }
        rules:
          - { rule: title, category: role, when: { jobTitle: { hasWord: vp } }, points: 10 }
          - { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 2 }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }

        """;

    /// <summary>The model with the top-level sections of the fragment instead of its own.</summary>
    public static string With(string fragment)
    {
        var keys = Lines(fragment).Select(Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        string? section = null;
        // Without a mode of its own: one example is about that.
        if (keys.Contains("title"))
            keys.Add("mode");
        if (keys.Contains("scoring"))
            keys.UnionWith(["dimensions", "grades"]);
        return string.Concat(Lines(Base).Where(line => !keys.Contains(section = Key(line) ?? section!))) + fragment;
    }

    /// <summary>The model with one more rule.</summary>
    public static string WithRule(string rule) => Base.Replace("grades:", $"  - {rule}\ngrades:", StringComparison.Ordinal);

    public static ImmutableArray<ModelProblem> Check(string text, Vocabulary? vocabulary = null, LintContext? context = null)
    {
        var loaded = ModelLoader.Load(text);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return ModelLint.Check(loaded.Definition, ScoringModel.Compile(loaded.Definition), vocabulary ?? Vocabulary.BuiltIn, context);
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').SkipLast(text.EndsWith('\n') ? 1 : 0).Select(static line => line + "\n");

    private static string? Key(string line) => char.IsAsciiLetter(line[0]) && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? line[..end] : null;
}
