using System.Collections.Immutable;
using System.Globalization;

namespace LeadScoring.Local.Demo.Sales;

/// <summary>What one person of the desk does with one hand-off, entry after entry.</summary>
internal sealed class Diary(SalesLead handOff, string by, string demo)
{
    private readonly ImmutableArray<SalesReport>.Builder _reports = ImmutableArray.CreateBuilder<SalesReport>();
    private DateTime _at = handOff.SentAt.UtcDateTime;

    public ImmutableArray<SalesReport> Reports => _reports.ToImmutable();

    /// <summary>One more report, this many working minutes after the one before.</summary>
    public void Note(string kind, int minutesLater, string? reason = null, int? amount = null, string? currency = null)
    {
        _at = WorkingHours.Add(_at, minutesLater);
        // The hand-off's second is over: nobody answers before they were asked.
        var second = new DateTime(_at.Ticks - (_at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddSeconds(1);
        _reports.Add(new SalesReport(
            string.Create(CultureInfo.InvariantCulture, $"demo-{demo}-{handOff.Lead}-{handOff.Model}-{handOff.Epoch}-{_reports.Count + 1:00}"),
            kind, handOff.Model, handOff.Epoch, second, by, reason, amount, currency));
    }
}
