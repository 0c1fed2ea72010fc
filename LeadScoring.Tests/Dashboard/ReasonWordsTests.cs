using System.Text.RegularExpressions;

using LeadScoring.Domain.Decisions;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Dashboard;

/// <summary>The web app offers exactly the reasons that reports group by.</summary>
public sealed partial class ReasonWordsTests
{
    [Theory]
    [InlineData(FeedbackKind.Unqualified)]
    [InlineData(FeedbackKind.Lost)]
    public void The_reasons_of_a_dialog_are_those_of_the_app(FeedbackKind kind)
    {
        var name = Domain.Decisions.Feedback.Name(kind);
        var words = Checkout.Text("LeadScoring.Functions/Dashboard/web/src/words/reasons.ts");

        var reasons = Block().Matches(words).Single(block => block.Groups["kind"].Value == name).Groups["reasons"].Value;

        Assert.Equal(FeedbackReasons.Of(kind), Reason().Matches(reasons).Select(static reason => reason.Groups["id"].Value));
    }

    [GeneratedRegex("""(?<kind>[a-z]+): \{(?<reasons>[^}]*)\}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex("""^\s*"(?<id>[a-z-]+)": "[^"]+",$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reason();
}
