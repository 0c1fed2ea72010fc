using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads the plain lists: <c>ignore</c>, <c>fastTrack</c>, <c>disqualify</c> and <c>respond</c>.</summary>
internal sealed class EntrySections(Filters filters, ConditionReader conditions, Findings findings)
{
    public ImmutableArray<EventFilter> Ignore(Node? node) => Each(node, "ignore", "an entry of 'ignore'", filters.Read);

    public ImmutableArray<FastTrack> FastTracks(Node? node)
    {
        var ids = new Ids(findings, "fast track");
        return Each(node, "fastTrack", "a fast track", keys => new FastTrack(
            ids.Read(keys),
            filters.Read(keys),
            Destinations.HandOff(keys, required: true) ?? Destination.Sales,
            Destinations.RespondWithin(keys),
            Destinations.Attempts(keys))
        { At = keys.At, Escalate = Destinations.Escalate(keys) });
    }

    public ImmutableArray<Disqualification> Disqualify(Node? node)
    {
        var ids = new Ids(findings, "disqualification");
        return Each(node, "disqualify", "a disqualification", keys =>
        {
            var id = ids.Read(keys);
            var when = conditions.Read(keys.Required("when"), "when", ConditionKind.Profile) ?? new Condition.All([]);
            // Without a reason the entry's name is one.
            return new Disqualification(id, when, findings.Text(keys.Optional("reason"), "reason") ?? id) { At = keys.At };
        });
    }

    public ImmutableArray<Response> Responses(Node? node)
    {
        var ids = new Ids(findings, "response");
        return Each(node, "respond", "a response", keys => new Response(ids.Read(keys), filters.Read(keys)) { At = keys.At });
    }

    private ImmutableArray<T> Each<T>(Node? node, string key, string owner, Func<Keys, T> read)
    {
        var entries = ImmutableArray.CreateBuilder<T>();
        foreach (var item in findings.Items(node, key))
        {
            if (Keys.Of(item, owner, findings) is not { } keys)
                continue;
            entries.Add(read(keys));
            keys.Close();
        }

        return entries.ToImmutable();
    }
}
