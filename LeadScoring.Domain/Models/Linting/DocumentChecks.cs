using System.Globalization;

using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds what is doubtful about the document as a whole: its mode, its review date, its audience and its golden leads.</summary>
internal sealed class DocumentChecks(ModelDefinition definition, LintContext context, LintFindings findings)
{
    private static readonly SourcePosition Top = new(1, 1);

    public void Run()
    {
        if (context.IsFirstPublish && definition.Mode is null)
            findings.Warn(LintCodes.FirstWithoutMode, Top, "The model was never published and does not say its 'mode': it would be live at once, and may hand off many leads on the first day.", "Write 'mode: assess' to look at the figures first, or 'mode: live' if that is meant.");
        if (context.HiddenHandOffs > 0)
            findings.Warn(LintCodes.AudienceHides, definition.Audience.At is { Line: > 0 } at ? at : Top, string.Create(CultureInfo.InvariantCulture, $"The audience hides {context.HiddenHandOffs} leads that sales is working on: they stay with sales but no longer show a score."), "Finish these hand-offs first, or write 'audience: everyone'.");
        if (context is { Today: { } today, PublishedOn: { } published } && definition.ReviewEveryDays is { } every && published.AddDays(every) < today)
            findings.Warn(LintCodes.ReviewDue, Top, string.Create(CultureInfo.InvariantCulture, $"The model was to be reviewed by {published.AddDays(every)}, {every} days after its last publish on {published}."), "Look at the reports with sales, and publish it again, with or without changes.");
        UnusedAttributes();
    }

    private void UnusedAttributes()
    {
        var used = FieldUse.Of(definition).Where(static use => use.IsOfProfile).Select(static use => use.Field).ToHashSet(StringComparer.Ordinal);
        if (used.Contains("emailDomain") || used.Contains("emailKind"))
            used.Add("email");
        foreach (var lead in definition.Tests)
        {
            string[] unused = [.. lead.Profile.Select(static pair => pair.Key).Where(name => !used.Contains(name) && name != "email")];
            if (unused.Length > 0)
                findings.Warn(LintCodes.UnusedAttribute, lead.At, $"The golden lead '{lead.Name}' has {string.Join(", ", unused.Select(static name => $"'{name}'"))}, which nothing in the model asks for.", $"{(NearestName.In(used, unused[0]) is { } near ? $"Write '{near}' if that is meant, or remove" : "Remove")} it.");
        }
    }
}
