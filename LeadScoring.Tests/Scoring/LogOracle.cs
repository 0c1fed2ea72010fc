using System.Globalization;
using System.Numerics;
using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

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
        _log = [.. log.Where(e => e.Day <= day).DistinctBy(e => (e.Source, e.Id))];
        var heard = _log.Where(e => !model.Ignore.Any(filter => Matches(filter, e))).ToList();
        _active = [.. heard.Where(e => e.Type is not ("email.unsubscribed" or "email.bounced" or "profile.updated")).Select(e => e.Day.Number).Distinct().Order()];
        _scored = [.. heard.Where(e => !model.FastTracks.Any(track => Matches(track.Filter, e)))];
        Heard = heard;
    }

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
        _ => throw new InvalidOperationException(),
    };

    private List<LeadEvent> MatchesOf(EventFilter filter, Condition? @while, int? within) => @while is not null && !Holds(@while, null)
        ? []
        : [.. _scored.Where(e => Matches(filter, e) && (within is null || _day - e.Day.Number <= within)).OrderByDescending(e => e.Day.Number)];

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
            counted = counted.GroupBy(e => e.Day.Number).SelectMany(group => group.Take(perDay));
        var size = Math.Abs(rule.Points.Value);
        var newest = rule.Newest ?? (int)((_model.Scale.Value + size - 1) / size);
        var matches = counted.OrderByDescending(e => e.Day.Number).Take(newest).Select(e => e.Day.Number).ToList();
        return matches.Count == 0
            ? null
            : new Line(matches[0], matches.Count, matches.Count * rule.Points.Value, matches.Sum(day => Value(rule, rule.Points.Value, rule.Decay, day)));
    }

    private Line? Measured(Rule.Band rule)
    {
        var matches = MatchesOf(rule.Filter, rule.While, rule.WithinDays);
        if (rule.Of is Measure.Distinct distinct)
            matches = [.. matches.Where(e => Key(e, distinct.Field) is not null)];
        // In units of 10^-6, which the random numbers keep to.
        BigInteger measure = rule.Of switch
        {
            Measure.Count => matches.Count * 1_000_000,
            Measure.Days => matches.Select(e => e.Day).Distinct().Count() * 1_000_000,
            Measure.Distinct values => matches.Select(e => Key(e, values.Field)).Distinct(StringComparer.Ordinal).Count() * 1_000_000,
            Measure.Sum sum => matches.Select(e => Number(e.Properties[sum.Field].Text)).Aggregate(BigInteger.Zero, (all, one) => all + one),
            _ => throw new InvalidOperationException(),
        };
        var step = rule.Steps.Where(step => measure >= (BigInteger)(step.AtLeast * 1_000_000)).MaxBy(step => step.AtLeast);
        return step is null || matches.Count == 0 ? null : new Line(matches[0].Day.Number, matches.Count, step.Points.Value, step.Points.Value);
    }

    private Line? Silent(Rule.Silence rule)
    {
        int? since = Heard.Where(e => rule.Of.Any(entry => entry == "email.*" ? e.Type == "email.opened" : entry == e.Type)).Select(e => (int?)e.Day.Number).Max();
        var begin = since ?? (rule.OrNever ? _log.Where(e => e.Type != "email.unsubscribed").Select(e => (int?)e.Day.Number).Min() : null);
        var step = rule.Steps.Where(step => _day - begin >= step.ForDays).MaxBy(step => step.ForDays);
        return step is null ? null : new Line(since, 0, step.Points.Value, step.Points.Value);
    }

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
        var dimension = _model.Dimensions.Single(entry => entry.Categories.Any(category => category.Name == rule.Category));
        var age = _day - day;
        var factor = (own ?? (points > 0 ? dimension.Decay : null)) switch
        {
            Decay.HalfLife half => Math.Pow(2.0, -(double)age / half.Days),
            Decay.Linear linear => Math.Max(0.0, 1.0 - ((double)age / linear.Days)),
            Decay.Expire expire => age < expire.Days ? 1.0 : 0.0,
            _ => 1.0,
        };
        var value = points * factor;
        if (points > 0 && dimension.Inactivity is { } inactivity)
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

    private static bool Matches(EventFilter filter, LeadEvent e) =>
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

    private string? Attribute(string name) => _log.Where(e => !e.Profile[name].IsMissing)
        .OrderBy(e => e.OccurredAt).ThenBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.Id, StringComparer.Ordinal)
        .LastOrDefault()?.Profile[name].Text;

    private static bool Test(Condition.Test test, string? value, int asOf)
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
            Operator.OlderThan => Day.TryParse(text, out var date) && asOf - date.Number > int.Parse(operand, CultureInfo.InvariantCulture),
            Operator.NewerThan => Day.TryParse(text, out var date) && asOf - date.Number <= int.Parse(operand, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(),
        };
    }

    private static string? Key(LeadEvent e, string field) => e.Properties[field].IsMissing ? null : e.Properties[field].Text!.Trim().Normalize().ToUpperInvariant();

    private static BigInteger Number(string? text)
    {
        if (text is null || !char.IsDigit(text[^1]))
            return 0;
        var parts = text.Split('.');
        var fraction = (parts.Length > 1 ? parts[1] : "").PadRight(6, '0');
        return BigInteger.Parse(parts[0] + fraction, CultureInfo.InvariantCulture);
    }
}
