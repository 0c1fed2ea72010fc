using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Tracking;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Tracking;

/// <summary>Settings of the tracker: read at start, and refused with their place, value and an example.</summary>
public sealed class TrackingSettingsTests
{
    [Fact]
    public void Nothing_is_tracked_unless_a_site_is_listed()
    {
        var usual = Read(null, null);

        Assert.Empty(usual.Origins);
        Assert.Equal(new TrackingOptions().EventTypes, usual.EventTypes);
        Assert.Equal(new TrackingOptions().ProfileFields, usual.ProfileFields);
    }

    [Fact]
    public void Lists_are_separated_by_commas()
    {
        Assert.Equal(["https://www.acme.example", "http://localhost:8080"], Read("Origins", " https://www.acme.example ,http://localhost:8080,").Origins);
        Assert.Equal(["*"], Read("Origins", "*").Origins);
        Assert.Equal(["chat.started", "quiz.*"], Read("EventTypes", "chat.started, quiz.*").EventTypes);
        Assert.Equal(["company"], Read("ProfileFields", "company").ProfileFields);
        Assert.Equal((IdentifyMode.Claim, IdentifyMode.Off), (Read("Identify", "claim").Identify, Read("Identify", "off").Identify));
        Assert.Equal(7, Read("FastTracksPerSite", "7").FastTracksPerSite);
        Assert.Equal(new IdentifyLimits(7, IdentifyLimits.Usual.Address), Read("NewLeadsPerSite", "7").NewLeads);
        Assert.Equal(
            [("site_2026", null, "2027-02-01"), ("site_2027", "2027-01-01", null)],
            Read("IdentifySecrets", "site_2026 until=2027-01-31, site_2027 from=2027-01-01").IdentifySecrets
                .Select(static secret => (secret.Name, secret.NotBefore?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), secret.NotAfter?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("Origins", "www.acme.example", "'https://www.acme.example,https://docs.acme.example'")]
    [InlineData("Origins", "ftp://acme.example", "'https://www.acme.example,https://docs.acme.example'")]
    [InlineData("Origins", "https://www.acme.example/", "'https://www.acme.example'")]
    [InlineData("Origins", "https://www.acme.example:443", "'https://www.acme.example'")]
    [InlineData("Origins", "https://WWW.acme.example", "'https://www.acme.example'")]
    [InlineData("Origins", "https://bücher.example", "'https://xn--bcher-kva.example'")]
    [InlineData("Origins", "https://*.acme.example", "'https://www.acme.example,https://docs.acme.example'")]
    [InlineData("EventTypes", "chat", "'asset.downloaded,site.*'")]
    [InlineData("EventTypes", "*", "'asset.downloaded,site.*'")]
    [InlineData("EventTypes", "sales.won", "not email.*, lead.*, privacy.*, profile.*, sales.*, system.*")]
    [InlineData("EventTypes", "email.*", "not email.*, lead.*, privacy.*, profile.*, sales.*, system.*")]
    [InlineData("ProfileFields", "email", "'company,jobTitle'")]
    [InlineData("Identify", "yes", "'claim', 'signed' or 'off'")]
    [InlineData("Identify", "signed", "LeadScoring:Tracking:IdentifySecrets")]
    [InlineData("IdentifySecrets", "site-2026", "letters, digits and underscores")]
    [InlineData("IdentifySecrets", "site_2026 until=soon", "'site_2026 until=2027-01-31'")]
    [InlineData("NewLeadsPerSite", "-1", "a whole number, 0 or more")]
    [InlineData("NewLeadsPerAddress", "many", "a whole number, 0 or more")]
    [InlineData("FastTracksPerSite", "few", "a whole number, 0 or more")]
    public void An_unusable_entry_is_refused_with_what_to_write(string name, string value, string write)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(name, value));

        Assert.StartsWith($"The setting LeadScoring:Tracking:{name} is '{value}'; write ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(write, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_is_in_the_reference_with_its_default()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "settings.md"));
        var usual = new TrackingOptions();

        Assert.Equal(["EventTypes", "FastTracksPerSite", "Identify", "NewLeads", "Origins", "ProfileFields"], typeof(TrackingOptions).GetProperties().Where(static property => property.Name != "EqualityContract").Select(static property => property.Name).Order(StringComparer.Ordinal));
        Assert.Contains("| `LeadScoring__Tracking__Origins` |", page, StringComparison.Ordinal);
        Assert.Matches($"(?m)^\\| `LeadScoring__Tracking__FastTracksPerSite` \\|.*\\| `{usual.FastTracksPerSite}` \\|$", page);
        foreach (var (name, values) in new[] { ("EventTypes", usual.EventTypes), ("ProfileFields", usual.ProfileFields) })
            Assert.Matches($"(?m)^\\| `LeadScoring__Tracking__{name}` \\|.*\\| `{System.Text.RegularExpressions.Regex.Escape(string.Join(',', values))}` \\|$", page);
    }

    private static TrackingOptions Read(string? name, string? value) => TrackingSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [$"LeadScoring:Tracking:{name ?? "None"}"] = value,
    }).Build());
}
