using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds what is doubtful about the document as a whole: its mode, its review date, its audience and its golden leads.</summary>
internal sealed class DocumentChecks(ModelDefinition definition, LintContext context, LintFindings findings)
{
    // A fix names some of many.
    private const int MostNamed = 10;

    private static readonly SourcePosition Top = new(1, 1);

    public void Run()
    {
        if (context.IsFirstPublish && definition.Mode is null)
            findings.Warn(LintCodes.FirstWithoutMode, Top, "The model was never published and does not say its 'mode': it would be live at once, and may hand off many leads on the first day.", "Write 'mode: assess' to look at the figures first, or 'mode: live' if that is meant.");
        if (context.HiddenHandOffs > 0)
            findings.Warn(LintCodes.AudienceHides, definition.Audience.At, context.HiddenHandOffs == 1
                ? "The audience hides 1 lead that sales is working on: it stays with sales but no longer shows a score."
                : string.Create(CultureInfo.InvariantCulture, $"The audience hides {context.HiddenHandOffs} leads that sales is working on: they stay with sales but no longer show a score."), "Finish these hand-offs first, or write 'audience: everyone'.");
        Review();
        UnknownModels();
        UnusedAttributes();
    }

    private void Review()
    {
        if (context is not { Now: { } now, PublishedAt: { } at } || definition.ReviewEveryDays is not { } every)
            return;
        var (published, today) = (definition.TimeZone.DayOf(at), definition.TimeZone.DayOf(now));
        if (published.AddDays(every) < today)
            findings.Warn(LintCodes.ReviewDue, Top, string.Create(CultureInfo.InvariantCulture, $"The model was to be reviewed by {published.AddDays(every)}, {every} days after its last publish on {published}."), "Look at the reports with sales, and publish it again, with or without changes.");
    }

    // It would wait for deals that cannot come. A warning, since the model may come later.
    private void UnknownModels()
    {
        if (context.Models is not { } models)
            return;
        foreach (var name in definition.Audience.Models.Where(name => name != definition.Id && !models.Contains(name)))
        {
            findings.Warn(LintCodes.UnknownAudience, definition.Audience.At, $"The audience names the model '{name}', which does not exist.", NearestName.In(models, name, EditDistance.Near) is { } meant
                ? $"Write '{meant}'."
                : models.IsEmpty ? "Save that model, or take it out." : $"Use one of {string.Join(", ", models.Take(MostNamed))}, or save that model first.");
        }
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
