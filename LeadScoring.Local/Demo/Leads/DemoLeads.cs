using System.Collections.Immutable;
using System.Globalization;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>Ninety days in the life of a marketing department: made up, believable, and the same for the same arguments.</summary>
internal static class DemoLeads
{
    /// <summary>Days that the data cover, the last one included.</summary>
    public const int Days = 90;

    private const int SettingsCountFor = 300;

    /// <summary>All events of the demo in order of time.</summary>
    /// <param name="lastDay">The newest day.</param>
    /// <param name="seed">Another seed gives other people with other habits.</param>
    /// <param name="leads">How many leads by lot; above 0. From 300 on those of <see cref="StoryCast"/> join them.</param>
    /// <param name="now">Nothing happens after this instant; null = the end of <paramref name="lastDay"/>. The rest of the data does not depend on it.</param>
    public static ImmutableArray<DemoEvent> Generate(DateOnly lastDay, int seed, int leads = SettingsCountFor, DateTimeOffset? now = null)
    {
        var settings = DemoSettings.BuiltIn();
        var end = now?.UtcDateTime ?? DateTime.MaxValue;
        return
        [
            .. Cast(settings, seed, leads).Concat(PeopleWithStories(leads))
                .SelectMany(person => Live(person, settings, lastDay, seed))
                .Where(happened => happened.OccurredAt <= end)
                .OrderBy(happened => happened.OccurredAt)
                .ThenBy(happened => happened.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Who takes part: the personas in the shares of the settings, each at least once when there are as many leads as personas.</summary>
    public static ImmutableArray<DemoPerson> Cast(DemoSettings settings, int seed, int leads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leads);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        return [.. Shares(settings, leads).Select((persona, number) => People.Create(number, persona, settings, Stream(seed, number, 0), addresses))];
    }

    // A demo of fewer people is for those who look at something else.
    private static ImmutableArray<DemoPerson> PeopleWithStories(int leads) => leads >= SettingsCountFor ? StoryCast.People : [];

    private static IEnumerable<DemoEvent> Live(DemoPerson person, DemoSettings settings, DateOnly lastDay, int seed)
    {
        var journey = new Journey(person, settings, lastDay, Stream(seed, person.Number, 1));
        if (person.Number >= StoryCast.FirstNumber)
            StoryCast.Tell(person.Number, journey);
        else
            Stories.Tell(person.Persona, journey);
        // The day and the seed are part of the id: another demo on the same store must not reuse an id for other content.
        var prefix = string.Create(CultureInfo.InvariantCulture, $"demo-{lastDay:yyyyMMdd}-{seed}-{person.Number:0000}");
        return journey.Events.Select((happened, n) => new DemoEvent(
            string.Create(CultureInfo.InvariantCulture, $"{prefix}-{n:000}"),
            happened.Type,
            happened.At,
            person.Identity,
            happened.Properties,
            happened.Profile));
    }

    /// <summary>Interleaves the personas evenly, so that the first hundred leads are as mixed as all of them.</summary>
    private static IEnumerable<DemoPersona> Shares(DemoSettings settings, int leads)
    {
        var personas = Enum.GetValues<DemoPersona>();
        var given = new int[personas.Length];
        for (var i = 0; i < leads; i++)
        {
            // Each persona first comes once; then the one that lags most behind its share (an exact comparison of fractions).
            var next = i < personas.Length
                ? i
                : Enumerable.Range(0, personas.Length).MaxBy(p => ((long)settings.Personas[personas[p]] * (i + 1)) - ((long)given[p] * settings.Personas.Values.Sum()));
            given[next]++;
            yield return personas[next];
        }
    }

    /// <summary>Numbers of their own for each lead: a change in one story leaves the other leads as they are.</summary>
    private static SeededRandom Stream(int seed, int number, int purpose) =>
        new(new SeededRandom(((ulong)(uint)seed << 32) | ((ulong)(uint)number << 1) | (uint)purpose).Next());
}
