using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Loading;

/// <summary>Whatever a text holds, the loader answers. FsCheck prints the seed of a failure.</summary>
[Needs(Need.Time)]
public sealed class LoaderFuzzTests
{
    private static readonly string[] Pieces =
    [
        "\n", " ", "\t", ":", ": ", "- ", ",", "[", "]", "{", "}", "\"", "'", "|", ">", "#", "&a", "*a", "!", "!!str ", "%", "@", "`", "? ", "---\n", "...\n", "\\", "\0", "\uFEFF", "\u2028",
        "\uD800", "é", "😀", "0", "-1", "99999999999999999999999999999999", "0.0001", "null", "{}", "[]", "rule", "when", "where", "on", "points", "any", "all", "not", "grade", "category.", "profile.", "email.unsubscribed",
        "\"\\uD800\"", "\"\\uFFFE\"", "\"\\x00\"", "\"(?<=a)\"", "90d", "25%", "d", "%d",
    ];

    private static readonly string[] Documents = [ModelText.Minimal, ExampleModel.Text];

    [Fact]
    public void A_mutated_model_never_throws()
    {
        var mutations =
            from document in Gen.Elements(Documents)
            from cuts in Gen.ListOf(Mutation()).Resize(4)
            select cuts.Aggregate(document, static (text, mutate) => mutate(text));

        Prop.ForAll(mutations.ToArbitrary(), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void A_heap_of_yaml_pieces_never_throws() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat).ToArbitrary(), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_model_cut_off_anywhere_never_throws() =>
        Assert.All(Enumerable.Range(0, ExampleModel.Text.Length), length => Assert.True(IsAnswered(ExampleModel.Text[..length])));

    [Fact]
    public void A_value_replaced_by_anything_never_throws()
    {
        var lines = ExampleModel.Text.Split('\n');
        foreach (var (index, line) in lines.Index().Where(static line => line.Item.Contains(':', StringComparison.Ordinal)))
        {
            var key = line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)];
            Assert.All(Pieces, piece => Assert.True(IsAnswered(string.Join('\n', [.. lines[..index], $"{key} {piece}", .. lines[(index + 1)..]]))));
        }
    }

    private static Gen<Func<string, string>> Mutation() => Gen.OneOf(
        from at in Gen.Choose(0, 1_000_000)
        from length in Gen.Choose(1, 40)
        select (Func<string, string>)(text => text.Remove(Place(text, at), Math.Min(length, text.Length - Place(text, at)))),
        from at in Gen.Choose(0, 1_000_000)
        from piece in Gen.Elements(Pieces)
        select (Func<string, string>)(text => text.Insert(Place(text, at), piece)),
        from at in Gen.Choose(0, 1_000_000)
        from c in Gen.Choose(0, char.MaxValue)
        select (Func<string, string>)(text => text.Insert(Place(text, at), ((char)c).ToString())),
        from at in Gen.Choose(0, 1_000_000)
        from to in Gen.Choose(0, 1_000_000)
        select (Func<string, string>)(text => text.Insert(Place(text, to), Line(text, Place(text, at)))));

    private static int Place(string text, int at) => text.Length == 0 ? 0 : at % text.Length;

    private static string Line(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text[at..] : text[at..(end + 1)];
    }

    private static bool IsAnswered(string text)
    {
        var (definition, problems) = ModelLoader.Load(text);
        // A place may lie just behind the text: where something is missing at its end.
        var lines = text.Count(static c => c is '\n' or '\r') + 2;
        return definition is null == problems.Any(static problem => problem.Severity is ProblemSeverity.Error)
            && problems.All(problem => problem.At.Line >= 1 && problem.At.Line <= lines && problem.At.Column >= 1 && problem.Message.Length > 0 && problem.Fix.Length > 0)
            && problems.SequenceEqual(problems.OrderBy(static problem => problem.At.Line).ThenBy(static problem => problem.At.Column));
    }
}
