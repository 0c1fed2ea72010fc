using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>What lint finds, and beside it what it must not find.</summary>
public sealed class LintTests
{
    [Fact]
    public void A_sound_model_has_no_finding() => Assert.Empty(LintText.Check(LintText.Base));

    [Theory]
    // Points and the scale.
    [InlineData("{ rule: r, category: role, when: { phone: { exists: true } }, points: 15 }", "")]
    [InlineData("{ rule: r, category: role, when: { phone: { exists: true } }, points: 15.001 }", "118")]
    [InlineData("{ rule: r, category: role, when: { phone: { exists: true } }, points: -16 }", "118")]
    [InlineData("{ rule: r, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: 3, points: 40 } ] } }", "118")]
    // Contains.
    [InlineData("{ rule: r, category: role, when: { department: { contains: [sales, it] } }, points: 1 }", "120")]
    [InlineData("{ rule: r, category: role, when: { department: { contains: data } }, points: 1 }", "")]
    // isNot.
    [InlineData("{ rule: r, category: role, when: { country: { isNot: DE, exists: true } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { emailKind: { isNot: free } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { any: [ { country: { isNot: DE } }, { phone: { exists: true } } ] }, points: 1 }", "121")]
    // Regular expressions.
    [InlineData("{ rule: r, category: role, when: { phone: { matches: '.*' } }, points: 1 }", "122")]
    [InlineData("{ rule: r, category: role, when: { phone: { matches: '^$|.' } }, points: 1 }", "122")]
    [InlineData("{ rule: r, category: role, when: { phone: { matches: '^[+]' } }, points: 1 }", "")]
    // Contradictions.
    [InlineData("{ rule: r, category: role, when: { country: FR, not: { country: [FR, BE] } }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, when: { country: Germany, all: [ { country: DE } ] }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { phone: { exists: false, startsWith: '+' } }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, when: { industry: '' }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, when: { employees: { above: 10, atMost: 10 } }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, when: { employees: { atLeast: 10, atMost: 10 } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { signedOn: { olderThan: 90d, newerThan: 30d } }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, when: { signedOn: { olderThan: 29d, newerThan: 30d } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { signedOn: { before: 2026-01-02, after: 2026-01-01 } }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, when: { signedOn: { before: 2026-01-03, after: 2026-01-01 } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { path: { startsWith: /a }, all: [ { path: { startsWith: /b } } ] }, points: 1 }", "112")]
    [InlineData("{ rule: r, category: role, tiers: [ { when: { jobTitle: { hasWord: head } }, points: 2 }, { when: { jobTitle: { hasWord: head of sales } }, points: 3 } ] }", "113")]
    [InlineData("{ rule: r, category: role, tiers: [ { when: { jobTitle: { hasWord: head of sales } }, points: 3 }, { when: { jobTitle: { hasWord: head } }, points: 2 } ] }", "")]
    [InlineData("{ rule: r, category: role, tiers: [ { when: { employees: { between: [10, 100] } }, points: 2 }, { when: { employees: { between: [20, 50] } }, points: 3 } ] }", "113")]
    [InlineData("{ rule: r, category: role, tiers: [ { when: { phone: { exists: true } }, points: 2 }, { when: { phone: { startsWith: '+' } }, points: 3 } ] }", "113")]
    [InlineData("{ rule: r, category: role, tiers: [ { when: { industry: [retail, energy] }, points: 2 }, { when: { industry: energy }, points: 3 } ] }", "113")]
    // Names of types and fields.
    [InlineData("{ rule: r, category: website, on: email.open, points: 1 }", "125")]
    [InlineData("{ rule: r, category: website, on: 'webinr.*', points: 1 }", "125")]
    [InlineData("{ rule: r, category: website, on: seat.invited, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { emailkind: free }, points: 1 }", "123")]
    [InlineData("{ rule: r, category: role, when: { seatUsagePercent: { above: 90 } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: asset.downloaded, points: 1, count: { distinct: assets } }", "124")]
    [InlineData("{ rule: r, category: website, on: form.submitted, where: { favouriteColour: red }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: email.clicked, where: { path: /pricing }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: chat.started, where: { feature: x }, points: 1 }", "129")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { properties.pth: /a }, points: 1 }", "128 124")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { source: shop, path: /a }, points: 1 }", "")]
    // Values.
    [InlineData("{ rule: r, category: role, when: { country: Germany }, points: 1 }", "")]
    [InlineData("{ rule: r, category: role, when: { country: Germny }, points: 1 }", "126")]
    [InlineData("{ rule: r, category: role, when: { country: { startsWith: Germany } }, points: 1 }", "126")]
    [InlineData("{ rule: r, category: website, on: asset.downloaded, where: { channel: contents }, points: 1 }", "126")]
    // Words and paths.
    [InlineData("{ rule: r, category: role, when: { jobTitle: { hasWord: 'vp; director' } }, points: 1 }", "130")]
    [InlineData("{ rule: r, category: role, when: { jobTitle: { hasWord: 'vp of sales' } }, points: 1 }", "")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { path: pricing }, points: 1 }", "127")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { path: { contains: careers } }, points: 1 }", "")]
    // Pages and mails.
    [InlineData("{ rule: r, category: website, on: 'page.*', points: 1 }", "128")]
    [InlineData("{ rule: r, category: website, on: page.viewed, points: -1 }", "")]
    [InlineData("{ rule: r, category: website, on: page.viewed, bands: { of: days, steps: [ { atLeast: 3, points: 1 } ] } }", "")]
    [InlineData("{ rule: r, category: website, on: email.bounced, points: -4 }", "")]
    // The same fact twice.
    [InlineData("{ rule: r, category: role, when: { jobTitle: { hasWord: VP } }, points: 1 }", "114")]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, within: 7d, points: 1 }", "")]
    // What sales found out.
    [InlineData("{ rule: r, category: website, silence: { of: sales.contacted, steps: [ { for: 30d, points: -1 } ] } }", "102")]
    [InlineData("{ rule: r, category: website, state: { of: [sales.won, sales.lost], is: sales.lost }, points: -1 }", "102")]
    public void A_rule_has_these_findings(string rule, string codes) => Assert.Equal(codes, CodesOf(LintText.WithRule(rule)));

    [Theory]
    [InlineData("fastTrack: [ { id: f, on: form.submitted, where: { form: [a, b] }, to: sales } ]", "{ rule: r, category: website, on: form.submitted, where: { form: b }, points: 1 }", "101")]
    [InlineData("fastTrack: [ { id: f, on: form.submitted, where: { form: a }, to: sales } ]", "{ rule: r, category: website, on: form.submitted, where: { form: [a, b] }, points: 1 }", "115")]
    [InlineData("fastTrack: [ { id: f, on: form.submitted, where: { form: a }, to: sales } ]", "{ rule: r, category: website, on: form.submitted, where: { form: b }, points: 1 }", "")]
    [InlineData("fastTrack: [ { id: f, on: 'form.*', to: sales } ]", "{ rule: r, category: website, on: form.submitted, where: { form: b }, points: 1 }", "101")]
    [InlineData("fastTrack: [ { id: f, on: form.submitted, to: sales } ]", "{ rule: r, category: website, on: [form.submitted, chat.started], points: 1 }", "115")]
    [InlineData("fastTrack: [ { id: f, on: form.submitted, where: { form: a }, to: sales }, { id: g, on: form.submitted, where: { form: b }, to: sales } ]", "{ rule: r, category: website, on: form.submitted, where: { form: [a, b] }, points: 1 }", "101")]
    [InlineData("ignore: [ { on: page.viewed, where: { path: { startsWith: /careers } } } ]", "{ rule: r, category: website, on: page.viewed, where: { path: /careers/engineers }, points: 1 }", "112")]
    public void What_is_taken_from_a_rule_is_found(string section, string rule, string codes) => Assert.Equal(codes, CodesOf($"{LintText.WithRule(rule)}{section}\n"));

    [Fact]
    public void A_combination_of_a_rule_that_never_matches_never_does() => Assert.Equal(
        "112 112",
        CodesOf(LintText.Base.Replace(
            "grades:",
            "  - { rule: never, category: role, when: { employees: { above: 5, below: 5 } }, points: 1 }\n  - { rule: both, category: website, together: [never, pricing], points: 1 }\ngrades:",
            StringComparison.Ordinal)));

    [Theory]
    [InlineData("{ id: a, when: { engagement: { atLeast: 101 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { engagement: { above: 99 } }, to: nurture }", "")]
    [InlineData("{ id: a, when: { engagement: { above: 100 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { engagement: { atLeast: 99.5, below: 100 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { category.website: { below: -0.001 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { grade: A1, fit: { below: 75 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { letter: A, engagement: { below: 75 }, number: 1 }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { score: { atLeast: 90 }, engagement: { below: 50 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { score: { atLeast: 60 }, engagement: { below: 50 } }, to: nurture }", "")]
    [InlineData("{ id: a, when: { profile.country: FR, all: [ { profile.country: DE } ] }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { any: [ { fit: { above: 100 } }, { engagement: { above: 100 } } ] }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { lastActivityDays: { atLeast: 90 } }, to: nurture }", "")]
    [InlineData("{ id: a, when: { fit: { atLeast: 50 } }, to: nurture }\n  - { id: b, when: { fit: { atLeast: 75 }, engagement: { atLeast: 10 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { fit: { atLeast: 75 } }, to: nurture }\n  - { id: b, when: { fit: { atLeast: 50 }, engagement: { atLeast: 10 } }, to: nurture }", "")]
    [InlineData("{ id: a, when: { letter: [A, B] }, to: nurture }\n  - { id: b, when: { letter: [C, D] }, to: nurture }\n  - { id: c, when: { engagement: { below: 10 } }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { profile.country: DE }, to: nurture }\n  - { id: b, when: { profile.country: [DE, Germany] }, to: nurture }", "104")]
    [InlineData("{ id: a, when: { grade: A1 }, to: nurture }\n  - { id: b, when: { grade: a1 }, to: nurture }", "104")]
    public void Routes_out_of_reach_are_found_and_others_are_not(string routes, string codes) => Assert.Equal(codes, CodesOf($"{LintText.Base}routes:\n  - {routes}\n"));

    [Fact]
    public void A_quiet_lead_cannot_pass_a_gate_for_active_ones()
    {
        const string Routes = "routes:\n  - { id: back, when: { lastActivityDays: { atLeast: 90 } }, to: sales }\ngates: { activeWithin: ";

        Assert.Equal("104", CodesOf($"{LintText.Base}{Routes}60d }}\n"));
        // Then anything that was done ninety days ago will do: a page, or a mail.
        Assert.Equal("110 111", CodesOf($"{LintText.Base}{Routes}90d }}\n"));
        Assert.Contains(LintText.Check($"{LintText.Base}{Routes}90d }}\n"), static problem => problem.Code == LintCodes.MailAlone && problem.Message.Contains("1 x email.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Warning")]
    [InlineData("routes: [ { id: a, when: { letter: A }, to: nurture } ]", "Warning")]
    [InlineData("routes: [ { id: a, when: { number: [1, 2, 3] }, to: nurture } ]", "Error")]
    [InlineData("routes: [ { id: a, when: { grade: [A1, A4] }, to: nurture } ]", "Error")]
    [InlineData("routes: [ { id: a, when: { number: { isNot: 4 } }, to: nurture } ]", "Warning")]
    public void A_grade_out_of_reach_refuses_a_publish_only_where_a_route_asks_for_it(string routes, string severity)
    {
        var weak = LintText.Base.Replace("points: 2 }", "points: 2, newest: 3 }", StringComparison.Ordinal);

        var found = LintText.Check($"{weak}{routes}\n").Where(static problem => problem.Code == LintCodes.GradeOutOfReach && problem.Message.Contains("the number 1", StringComparison.Ordinal));

        Assert.Equal(severity, Assert.Single(found).Severity.ToString());
    }

    [Fact]
    public void Limits_a_day_and_decay_narrow_what_a_rule_can_give()
    {
        // Five matches on five days: 2 + 1 + 0.5 + 0.25 + 0.125 points.
        var fading = LintText.Base.Replace("points: 2 }", "points: 2, perDay: 1, decay: { halfLife: 1d } }", StringComparison.Ordinal);

        var found = LintText.Check(fading).Where(static problem => problem.Code == LintCodes.GradeOutOfReach).ToList();

        Assert.Equal(2, found.Count);
        Assert.Contains("the number 1", found[0].Message, StringComparison.Ordinal);
        Assert.Contains("reach 39 at most", found[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.view", "'page.viewed'")]
    [InlineData("email.open", "'email.opened'")]
    public void The_nearest_type_is_named(string type, string nearest) =>
        Assert.Contains(nearest, Assert.Single(LintText.Check(LintText.WithRule($"{{ rule: r, category: website, on: {type}, points: 1 }}"))).Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ jobTitel: { hasWord: cto } }", "'jobTitle'")]
    [InlineData("{ country: Germny }", "'DE'")]
    [InlineData("{ country: { hasWord: Germany } }", "country: DE")]
    [InlineData("{ emailKind: personal }", "'free'")]
    [InlineData("{ emailKind: bussiness }", "'business'")]
    [InlineData("{ jobTitle: { hasWord: 'vp, director' } }", "[vp, director]")]
    public void The_fix_says_what_was_meant(string when, string words) =>
        Assert.Contains(words, Assert.Single(LintText.Check(LintText.WithRule($"{{ rule: r, category: role, when: {when}, points: 1 }}"))).Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-06-20", "2026-03-22", "")]
    [InlineData("2026-06-21", "2026-03-22", "134")]
    public void A_review_is_due_the_day_after(string today, string published, string codes)
    {
        DateTimeOffset NoonOf(string text) => Day.TryParse(text, out var day) ? day.Start.AddHours(12) : throw new ArgumentException(text, nameof(text));

        Assert.Equal(codes, CodesOf($"{LintText.Base}review: {{ every: 90d }}\n", new LintContext { Now = NoonOf(today), PublishedAt = NoonOf(published) }));
    }

    [Theory]
    [InlineData("UTC", "134")]
    [InlineData("America/Los_Angeles", "")]
    public void A_review_is_due_by_the_days_of_the_model(string zone, string codes)
    {
        // The 21st has begun in UTC, and not in Los Angeles; the publish was on the 22nd in both.
        var context = new LintContext { Now = new DateTimeOffset(2026, 6, 21, 3, 0, 0, TimeSpan.Zero), PublishedAt = new DateTimeOffset(2026, 3, 22, 12, 0, 0, TimeSpan.Zero) };

        Assert.Equal(codes, CodesOf($"{LintText.Base}timeZone: {zone}\nreview: {{ every: 90d }}\n", context));
    }

    [Theory]
    [InlineData(1, "The audience hides 1 lead that sales is working on: it stays")]
    [InlineData(3, "The audience hides 3 leads that sales is working on: they stay")]
    public void An_audience_that_hides_hand_offs_says_how_many_at_its_place(int hidden, string words)
    {
        var finding = Assert.Single(LintText.Check($"{LintText.Base}audience: customer\n", context: new LintContext { HiddenHandOffs = hidden }));

        Assert.Equal((LintCodes.AudienceHides, 11), (finding.Code, finding.At.Line));
        Assert.StartsWith(words, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Save that model, or take it out.")]
    [InlineData("example", "Use one of example, or save that model first.")]
    [InlineData("crm-suite example", "Write 'crm-suite'.")]
    public void An_audience_of_a_model_that_is_not_there_is_found_where_models_are_known(string models, string fix)
    {
        var text = $"{LintText.Base}audience: {{ prospect: {{ until: [crm-suit, example] }} }}\n";

        Assert.Empty(LintText.Check(text));
        var finding = Assert.Single(LintText.Check(text, context: new LintContext { Models = [.. models.Split(' ', StringSplitOptions.RemoveEmptyEntries)] }));
        Assert.Equal((LintCodes.UnknownAudience, fix), (finding.Code, finding.Fix));
    }

    private static string CodesOf(string text, LintContext? context = null) =>
        string.Join(' ', LintText.Check(text, context: context).Select(static problem => problem.Code["LS-MODEL-".Length..]));
}
