using System.Globalization;
using System.Numerics;
using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;
using NodaTime;

namespace LeadScoring.Tests.Scoring;

/// <summary>
/// The ledger as the page defines it, from the full log each time, in the plainest way: what signals, windows, caps and tables must never
/// change. Knows only the conditions that <see cref="Kit.Builders.RandomModel"/> uses.
/// </summary>
internal sealed class LogOracle
{
    private readonly ModelDefinition _model;
    private readonly int _day;
    private readonly List<LeadEvent> _log;
    private readonly List<LeadEvent> _scored;
    private readonly List<int> _active;
    private readonly Dictionary<string, Line?> _lines = new(StringComparer.Ordinal);

    private LogOracle(ModelDefinition model, IEnumerable<LeadEvent> log, Day day)
    {
        _model = model;
        _day = day.Number;
        _log = [.. log.Where(e => DayOf(e) <= day).DistinctBy(e => (e.Source, e.Id))];
        var heard = _log.Where(e => !model.Ignore.Any(filter => Matches(filter, e))).ToList();
        _active = [.. heard.Where(e => e.Type is not ("email.unsubscribed" or "email.bounced" or "profile.updated")).Select(e => DayOf(e).Number).Distinct().Order()];
        _scored = [.. heard.Where(e => !model.FastTracks.Any(track => Matches(track.Filter, e)))];
        Heard = heard;
    }

    // Not by the product's own arithmetic.
    private Day DayOf(LeadEvent e) => DayOf(e.OccurredAt);

    private Day DayOf(DateTimeOffset instant) =>
        new(Period.DaysBetween(new LocalDate(1970, 1, 1), Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[_model.TimeZone.Id]).Date));

    private int? DateOf(string text) => text.Length switch
    {
        < 10 => null,
        10 => Day.TryParse(text, out var date) ? date.Number : null,
        _ => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? DayOf(instant).Number : null,
    };

    private sealed record Line(int? Newest, long Matches, long Raw, long Points);

    private List<LeadEvent> Heard { get; }

    /// <summary>A line a rule with a ledger line: id, newest day, matches, raw and decayed milli-points.</summary>
    public static string Ledger(ModelDefinition model, IEnumerable<LeadEvent> log, Day day)
    {
        var oracle = new LogOracle(model, log, day);
        foreach (var rule in model.Rules.Where(rule => rule is not Rule.Combination))
            oracle._lines[rule.Id] = oracle.LineOf(rule);
        foreach (var rule in model.Rules.OfType<Rule.Combination>())
            oracle._lines[rule.Id] = oracle.Together(rule);
        var text = new StringBuilder();
        foreach (var rule in model.Rules)
        {
            if (oracle._lines[rule.Id] is { } line)
                text.AppendLine(CultureInfo.InvariantCulture, $"{rule.Id} newest {line.Newest} matches {line.Matches} raw {line.Raw} points {line.Points}");
        }

        return text.ToString();
    }

    private Line? LineOf(Rule rule) => rule switch
    {
        Rule.Profile profile => profile.Tiers.FirstOrDefault(tier => Holds(tier.When, null)) is { } tier ? new Line(null, 0, tier.Points.Value, tier.Points.Value) : null,
        Rule.Event e => Counted(e),
        Rule.Band band => Measured(band),
        Rule.Silence silence => Silent(silence),
        Rule.State state => Newest(state),
        _ => throw new InvalidOperationException(),
    };

    private List<LeadEvent> MatchesOf(EventFilter filter, Condition? @while, int? within) => @while is not null && !Holds(@while, null)
        ? []
        : [.. _scored.Where(e => Matches(filter, e) && (within is null || _day - DayOf(e).Number <= within)).OrderByDescending(e => DayOf(e).Number)];

    private Line? Counted(Rule.Event rule)
    {
        var days = MatchesOf(rule.Filter, rule.While, rule.WithinDays);
        var counted = rule.Count switch
        {
            CountMode.Once => days.Take(1),
            CountMode.Distinct distinct => days.Where(e => Key(e, distinct.Field) is not null).DistinctBy(e => Key(e, distinct.Field)),
            _ => days,
        };
        if (rule.PerDay is { } perDay)
            counted = counted.GroupBy(e => DayOf(e).Number).SelectMany(group => group.Take(perDay));
        var size = Math.Abs(rule.Points.Value);
        var newest = rule.Newest ?? (_model.Points is null ? (int)((_model.Scale.Value + size - 1) / size) : int.MaxValue);
        var matches = counted.OrderByDescending(e => DayOf(e).Number).Take(newest).Select(e => DayOf(e).Number).ToList();
        return matches.Count == 0
            ? null
            : new Line(matches[0], matches.Count, matches.Count * rule.Points.Value, matches.Sum(day => Value(rule, rule.Points.Value, rule.Decay, day)));
    }

    private Line? Measured(Rule.Band rule)
    {
        var matches = MatchesOf(rule.Filter, rule.While, rule.WithinDays);
        var field = rule.Of switch
        {
            Measure.Distinct distinct => distinct.Field,
            Measure.Most most => most.Field,
            _ => null,
        };
        if (field is not null)
            matches = [.. matches.Where(e => Key(e, field) is not null)];
        // In units of 10^-6, which the random numbers keep to.
        BigInteger measure = rule.Of switch
        {
            Measure.Count => matches.Count * 1_000_000,
            Measure.Days => matches.Select(e => DayOf(e)).Distinct().Count() * 1_000_000,
            Measure.Distinct values => matches.Select(e => Key(e, values.Field)).Distinct(StringComparer.Ordinal).Count() * 1_000_000,
            Measure.Most most => matches.GroupBy(e => Key(e, most.Field), StringComparer.Ordinal).Select(static group => group.Count()).DefaultIfEmpty(0).Max() * 1_000_000,
            Measure.Sum sum => matches.Select(e => Number(e.Properties[sum.Field].Text)).Aggregate(BigInteger.Zero, (all, one) => all + one),
            _ => throw new InvalidOperationException(),
        };
        var step = rule.Steps.Where(step => measure >= (BigInteger)(step.AtLeast * 1_000_000)).MaxBy(step => step.AtLeast);
        return step is null || matches.Count == 0 ? null : new Line(DayOf(matches[0]).Number, matches.Count, step.Points.Value, step.Points.Value);
    }

    private Line? Silent(Rule.Silence rule)
    {
        int? since = Heard.Where(e => rule.Of.Any(entry => entry == "email.*" ? e.Type is "email.opened" or "email.subscribed" : entry == e.Type)).Select(e => (int?)DayOf(e).Number).Max();
        var begin = since ?? (rule.OrNever ? _log.Where(e => e.Type != "email.unsubscribed").Select(e => (int?)DayOf(e).Number).Min() : null);
        var step = rule.Steps.Where(step => _day - begin >= step.ForDays).MaxBy(step => step.ForDays);
        return step is null ? null : new Line(since, 0, step.Points.Value, step.Points.Value);
    }

    private Line? Newest(Rule.State rule)
    {
        var where = (Condition.Test?)rule.Where;
        var newest = Ranked(Heard.Where(e => rule.Of.Contains(e.Type) && (where is null || Test(where, e.Properties[where.Field].Text, 0)))).LastOrDefault();
        return newest is null || !rule.Is.Contains(newest.Type) ? null : new Line(DayOf(newest).Number, 0, rule.Points.Value, rule.Points.Value);
    }

    private static IEnumerable<LeadEvent> Ranked(IEnumerable<LeadEvent> events) => events
        .OrderBy(static e => !e.IsClaimed).ThenBy(static e => e.OccurredAt).ThenBy(static e => e.Source, StringComparer.Ordinal).ThenBy(static e => e.Id, StringComparer.Ordinal);

    private Line? Together(Rule.Combination rule)
    {
        if (rule.Together.Any(id => _lines[id] is null))
            return null;
        var days = rule.Together.Select(id => _lines[id]!.Newest).OfType<int>().ToList();
        if (days.Count == 0)
            return new Line(null, 0, rule.Points.Value, rule.Points.Value);
        return _day - days.Min() > (rule.WithinDays ?? int.MaxValue)
            ? null
            : new Line(days.Max(), 1, rule.Points.Value, Value(rule, rule.Points.Value, rule.Decay, days.Max()));
    }

    private long Value(Rule rule, long points, Decay? own, int day)
    {
        var (decay, inactive) = _model.Points is { } adding
            ? adding.Categories.Where(category => category.Name == rule.Category).Select(static category => (category.Decay, category.Inactivity)).Single()
            : _model.Dimensions.Where(entry => entry.Categories.Any(category => category.Name == rule.Category)).Select(static entry => (entry.Decay, entry.Inactivity)).Single();
        var age = _day - day;
        var factor = (own ?? (points > 0 ? decay : null)) switch
        {
            Decay.HalfLife half => Math.Pow(2.0, -(double)age / half.Days),
            Decay.Linear linear => Math.Max(0.0, 1.0 - ((double)age / linear.Days)),
            Decay.Expire expire => age < expire.Days ? 1.0 : 0.0,
            _ => 1.0,
        };
        var value = points * factor;
        if (points > 0 && inactive is { } inactivity)
            value *= Math.Pow(1.0 - ((double)inactivity.LosePercent / 100.0), Nights(inactivity).Count(night => day < night && night <= _day));
        return (long)Math.Round(value, MidpointRounding.AwayFromZero);
    }

    private IEnumerable<int> Nights(Inactivity inactivity)
    {
        for (var i = 0; i < _active.Count; i++)
        {
            var end = i + 1 < _active.Count ? _active[i + 1] : _day;
            for (var night = _active[i] + inactivity.AfterDays; night <= end; night += inactivity.EveryDays)
                yield return night;
        }
    }

    private bool Matches(EventFilter filter, LeadEvent e) =>
        filter.On.Any(entry => entry.EndsWith(".*", StringComparison.Ordinal)
            ? e.Type.StartsWith(entry[..^1], StringComparison.Ordinal) && e.Type != "email.unsubscribed"
            : e.Type == entry)
        && (filter.Where is null || Test((Condition.Test)filter.Where, e.Properties[((Condition.Test)filter.Where).Field].Text, 0));

    private bool Holds(Condition condition, LeadEvent? e) => condition switch
    {
        Condition.Not not => !Holds(not.Item, e),
        Condition.Test test => Test(test, Attribute(test.Field), _day),
        _ => throw new InvalidOperationException(),
    };

    private string? Attribute(string name) =>
        Ranked(_log.Where(e => !e.Profile[name].IsMissing || e.Cleared.Contains(name))).LastOrDefault()?.Profile[name].Text;

    private bool Test(Condition.Test test, string? value, int asOf)
    {
        var text = value?.Trim().Normalize().ToUpperInvariant() ?? "";
        var operand = test.Operands[0].ToUpperInvariant();
        if (text.Length == 0)
            return false;
        return test.Operator switch
        {
            Operator.Exists => true,
            Operator.Is => text == operand,
            Operator.StartsWith => text.StartsWith(operand, StringComparison.Ordinal),
            Operator.HasWord => $" {text} ".Contains($" {operand} ", StringComparison.Ordinal),
            Operator.AtLeast => char.IsDigit(text[^1]) && Number(text) >= 1_000_000,
            Operator.OlderThan => DateOf(text) is { } date && asOf - date > int.Parse(operand, CultureInfo.InvariantCulture),
            Operator.NewerThan => DateOf(text) is { } date && asOf - date <= int.Parse(operand, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(),
        };
    }

    private static string? Key(LeadEvent e, string field) => PropertyOf(e, field) is { IsMissing: false } value ? value.Text!.Trim().Normalize().ToUpperInvariant() : null;

    private static FieldValue PropertyOf(LeadEvent e, string field) =>
        e.Properties[field.StartsWith("properties.", StringComparison.Ordinal) ? field["properties.".Length..] : field];

    private static BigInteger Number(string? text)
    {
        if (text is null || !char.IsDigit(text[^1]))
            return 0;
        var parts = text.Split('.');
        var fraction = (parts.Length > 1 ? parts[1] : "").PadRight(6, '0');
        return BigInteger.Parse(parts[0] + fraction, CultureInfo.InvariantCulture);
    }
}
