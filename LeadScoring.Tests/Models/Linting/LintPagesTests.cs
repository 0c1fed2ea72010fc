using System.Reflection;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>docs/errors/LS-MODEL-1*.md and LS-AUDIENCE-*.md: each finding of lint has a page, and its examples do what the page says.</summary>
public sealed class LintPagesTests
{
    private static readonly Day Today = new(20_600);

    // Found where more is known than the document.
    private static readonly Dictionary<string, LintContext> Contexts = new(StringComparer.Ordinal)
    {
        [LintCodes.FirstWithoutMode] = new LintContext { IsFirstPublish = true },
        [LintCodes.ReviewDue] = new LintContext { Now = Today.Start, PublishedAt = Today.AddDays(-200).Start },
        [LintCodes.UnknownAudience] = new LintContext { Models = ["crm-suite"] },
    };

    public static TheoryData<string> Codes() => [.. typeof(LintCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_wrong_example_of_a_page_has_the_finding_and_the_right_one_has_not(string code)
    {
        var wrong = Assert.Single(Found(code, "Wrong"));

        Assert.Equal(IsError(code) ? ProblemSeverity.Error : ProblemSeverity.Warning, wrong.Severity);
        Assert.NotEmpty(wrong.Fix);
        Assert.True(wrong.At.Line > 0);
        Assert.Empty(Found(code, "Right"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_right_example_of_a_page_can_be_published(string code) =>
        Assert.DoesNotContain(LintText.Check(Example(code, "Right")), static problem => problem.Severity == ProblemSeverity.Error);

    private static bool IsError(string code) => code.StartsWith("LS-MODEL-10", StringComparison.Ordinal);

    private static IEnumerable<ModelProblem> Found(string code, string heading)
    {
        var context = Contexts.GetValueOrDefault(code) ?? (code == LintCodes.AudienceHides && heading == "Wrong" ? new LintContext { HiddenHandOffs = 3 } : null);
        return LintText.Check(Example(code, heading), context: context).Where(problem => problem.Code == code);
    }

    private static string Example(string code, string heading)
    {
        var parts = Checkout.Text($"docs/errors/{code}.md").ReplaceLineEndings("\n").Split($"## {heading}\n\n```yaml\n");
        Assert.True(parts.Length == 2, $"The page of {code} needs one example under '{heading}'.");
        var more = Enumerable.Range(1, 60).Select(static n => $"  - {{ rule: more-{n}, category: website, on: page.viewed, where: {{ path: /page-{n} }}, points: 1 }}\n");
        return LintText.With(parts[1].Split("```")[0].Replace("  <60 more rules>\n", string.Concat(more), StringComparison.Ordinal));
    }
}
