using LeadScoring.Domain.Models;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>A model with ten natural slips, each of which loads: all are found at their lines.</summary>
public sealed class TenSlipsTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "lint", "ten-slips.yaml"));

    [Theory]
    [InlineData(1, "LS-MODEL-127", "'/careers'")]
    [InlineData(2, "LS-MODEL-123", "'jobTitle'")]
    [InlineData(3, "LS-MODEL-130", "[head, chief]")]
    [InlineData(4, "LS-MODEL-126", "'DE'")]
    [InlineData(5, "LS-MODEL-126", "'free'")]
    [InlineData(6, "LS-MODEL-118", "at most 10 points")]
    [InlineData(7, "LS-MODEL-125", "'page.viewed'")]
    [InlineData(8, "LS-MODEL-129", "asset, assetType")]
    [InlineData(9, "LS-MODEL-104", "the route 'warm' before it")]
    [InlineData(10, "LS-MODEL-117", "no rule gives points")]
    public void A_slip_is_found_where_it_stands(int slip, string code, string words)
    {
        var line = Array.FindIndex(Lines, text => text.Contains($"# {slip}:", StringComparison.Ordinal)) + 1;

        var found = LintText.Check(string.Join('\n', Lines)).Where(problem => problem.At.Line == line).ToList();

        var finding = Assert.Single(found, problem => problem.Code == code);
        Assert.Contains(words, $"{finding.Message} {finding.Fix}", StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_else_is_found_but_what_follows_from_them()
    {
        var codes = LintText.Check(string.Join('\n', Lines)).Select(static problem => $"{problem.At.Line} {problem.Code}").ToList();

        // A category that nothing feeds is found with the route that asks for it.
        Assert.Equal(11, codes.Count);
        Assert.Contains(codes, static code => code.EndsWith("LS-MODEL-116", StringComparison.Ordinal));
        Assert.Single(LintText.Check(string.Join('\n', Lines)), static problem => problem.Severity == ProblemSeverity.Error);
    }
}
