using LeadScoring.Domain.Models.Loading.Sections;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds tests of conditions that say something else than they seem to.</summary>
internal sealed class TestChecks(ModelDefinition definition, LintFindings findings)
{
    private const int ShortLetters = 3;

    // Blank text, a word, digits and signs: a pattern that is found in each is found in everything.
    private static readonly string[] Probes = ["", "qx", "74", "-", "Zoë & Co."];

    // Of these there always is a value.
    private static readonly string[] NeverMissing = ["emailKind", "type", "source", "score", "grade", "letter", "number"];

    private static readonly string[] Paths = ["path", "properties.path"];

    public void Run()
    {
        foreach (var place in ModelPlaces.Conditions(definition))
        {
            foreach (var test in place.Tests)
                Check(test, place);
            IsNot(place.When, place, []);
        }
    }

    private void Check(Condition.Test test, ConditionPlace place)
    {
        var owner = ModelPlaces.Sentence(place.Owner);
        switch (test.Operator)
        {
            case Operator.Contains when test.Field != "matched" && test.Operands.FirstOrDefault(static operand => operand.Trim().Length <= ShortLetters) is { } few:
                findings.Warn(LintCodes.ShortContains, test.At, $"{owner} looks for '{few}' anywhere in '{test.Field}', also inside of words: 'cto' is in 'Director'.", $"Write 'hasWord: {few.Trim()}' for a whole word.");
                break;
            case Operator.Matches when MatchesEverything(test.Operands[0]):
                findings.Warn(LintCodes.MatchesEverything, test.At, $"The regular expression '{test.Operands[0]}' of {place.Owner} matches everything.", "Write '{ exists: true }' if any value will do, or a pattern that some texts do not have.");
                break;
            case Operator.HasWord when test.Operands.FirstOrDefault(ReadsLikeList) is { } list:
                findings.Warn(LintCodes.ListInOperand, test.At, $"{owner} looks for all words of '{list}' in a row; it reads like a list.", $"Write '[{string.Join(", ", list.Split([',', ';', '|', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))}]'.");
                break;
            case Operator.StartsWith or Operator.Is when place.Side == ConditionSide.Event && Paths.Contains(test.Field, StringComparer.Ordinal):
                foreach (var operand in test.Operands.Where(static operand => !operand.Trim().StartsWith('/') && operand.Trim().Length > 0))
                    findings.Warn(LintCodes.PathWithoutSlash, test.At, $"{owner} looks for a path that {(test.Operator == Operator.Is ? "is" : "starts with")} '{operand}', but every path starts with a slash.", $"Write '/{PathOf(operand)}'.");
                break;
        }
    }

    private static string PathOf(string operand) =>
        Uri.TryCreate(operand.Trim(), UriKind.Absolute, out var address) ? address.AbsolutePath.TrimStart('/') : operand.Trim();

    private static bool ReadsLikeList(string operand) => operand.AsSpan().ContainsAny(',', ';', '|') || operand.Contains(" / ", StringComparison.Ordinal);

    private static bool MatchesEverything(string pattern)
    {
        var regex = Patterns.Compile(pattern);
        return Array.TrueForAll(Probes, probe => regex.IsMatch(probe));
    }

    // Tests of one map: one that needs a value makes the others safe.
    private void IsNot(Condition condition, ConditionPlace place, string[] present)
    {
        switch (condition)
        {
            case Condition.All all:
                string[] here = [.. present, .. all.Items.OfType<Condition.Test>().Where(static test => test.Operator != Operator.IsNot && !(test.Operator == Operator.Exists && test.Operands[0] == "false")).Select(static test => test.Field)];
                foreach (var item in all.Items)
                    IsNot(item, place, here);
                break;
            case Condition.Any any:
                foreach (var item in any.Items)
                    IsNot(item, place, present);
                break;
            case Condition.Not not:
                IsNot(not.Item, place, present);
                break;
            case Condition.Test { Operator: Operator.IsNot } test when MayBeMissing(test.Field, place) && !present.Contains(test.Field, StringComparer.Ordinal):
                findings.Warn(LintCodes.IsNotOfMissing, test.At, $"'isNot' of {place.Owner} is false for leads and events without '{test.Field}'.", $"Write 'not: {{ {test.Field}: {Operands(test)} }}' to include those, or add 'exists: true' to say that they are left out.");
                break;
        }
    }

    private static bool MayBeMissing(string field, ConditionPlace place) =>
        !NeverMissing.Contains(field, StringComparer.Ordinal)
        && !(place.Side == ConditionSide.Route && !field.StartsWith("profile.", StringComparison.Ordinal) && field is not ("lastActivityDays" or "matched"));

    private static string Operands(Condition.Test test) => test.Operands is [var only] ? only : $"[{string.Join(", ", test.Operands)}]";
}
