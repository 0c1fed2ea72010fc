using System.Reflection;

namespace LeadScoring.Tests.Architecture;

/// <summary>The names of tests (docs/style.md#tests).</summary>
public sealed class TestNameTests
{
    private const int Longest = 79;

    [Fact]
    public void A_test_name_has_less_than_80_characters()
    {
        var tests = typeof(TestNameTests).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(static method => method.GetCustomAttributes<FactAttribute>().Any())
            .ToList();

        var tooLong = string.Join('\n', tests.Where(static test => test.Name.Length > Longest).Select(static test => $"{test.DeclaringType!.Name}.{test.Name} has {test.Name.Length} characters"));
        Assert.True(tooLong.Length == 0, tooLong);
        Assert.True(tests.Count > 1000, "The tests were not found.");
    }
}
