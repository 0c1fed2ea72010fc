using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>Compiles a test of a profile field. Operands of a derived field may be written as people write its values (docs/reference/scoring.md#profile-fields).</summary>
internal static class DerivedFieldTest
{
    public static TextTest Compile(Condition.Test test, bool readsWritten, DayZone zone) => (test.Field, test.Operator) switch
    {
        ("country", Operator.Is or Operator.IsNot or Operator.Contains) => TextTest.Compile(With(test, Countries.CodeOf), readsWritten, zone),
        ("emailDomain", Operator.Is or Operator.IsNot) => TextTest.Compile(With(test, DomainName.Comparable), readsWritten, zone),
        // Part of a label has no ASCII form of its own.
        ("emailDomain", Operator.Contains or Operator.StartsWith or Operator.EndsWith or Operator.HasWord or Operator.Matches) =>
            new TextTest.OnDomain(TextTest.Compile(test, readsWritten, zone)),
        _ => TextTest.Compile(test, readsWritten, zone),
    };

    private static Condition.Test With(Condition.Test test, Func<string, string> read) => test with { Operands = [.. test.Operands.Select(read)] };
}
