using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>tests</c>, the golden leads.</summary>
internal sealed class TestSection(ModelScope scope)
{
    // A century back, and no more events than a validation can fold at once.
    private const int MostDaysAgo = 36_500;
    private const int MostTimes = 1000;
    private readonly Findings _findings = scope.Findings;
    private readonly ExpectationReader _expectations = new(scope);

    public ImmutableArray<GoldenLead> Read(Node? node)
    {
        var ids = new Ids(_findings, "golden lead");
        return [.. _findings.Items(node, "tests").Select(item => Keys.Of(item, "a golden lead", _findings)).OfType<Keys>().Select(keys => ReadLead(keys, ids))];
    }

    private GoldenLead ReadLead(Keys keys, Ids ids)
    {
        var name = ids.ReadText(keys, "lead");
        var profile = ReadProfile(keys.Optional("profile"));
        var events = _findings.Items(keys.Optional("events"), "events").Select(ReadEvent).OfType<GoldenEvent>().ToImmutableArray();
        var expect = _expectations.Read(keys.Required("expect"));
        keys.Close();
        return new GoldenLead(name, profile, events, expect) { At = keys.At };
    }

    private ImmutableArray<KeyValuePair<string, string>> ReadProfile(Node? node) =>
        Keys.Of(node, "'profile'", _findings) is { } keys ? Values(keys) : [];

    private GoldenEvent? ReadEvent(Node node)
    {
        if (Keys.Of(node, "an event", _findings) is not { } keys)
            return null;
        var type = _findings.Type(keys.Required("on"), "on");
        var daysAgo = _findings.Whole(keys.Required("daysAgo"), "daysAgo", 0, MostDaysAgo);
        var times = _findings.Whole(keys.Optional("times"), "times", 1, MostTimes);
        var properties = Values(keys);
        keys.CloseOpen();
        return new GoldenEvent(type ?? "", daysAgo ?? 0, properties, times ?? 1);
    }

    private ImmutableArray<KeyValuePair<string, string>> Values(Keys keys)
    {
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var entry in keys.Others())
        {
            if (entry.Value is Node.Text { IsAbsent: false } text)
                values.Add(new KeyValuePair<string, string>(entry.Key, text.Value));
            else
                _findings.WrongType(entry.Value, $"{Findings.Quote(entry.Key)} of a golden lead must be a single value", $"Write '{entry.Key}: value'.");
        }

        return values.ToImmutable();
    }
}
