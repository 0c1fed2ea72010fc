using System.Collections.Immutable;
using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>Collects what events tell, in any order, before the limits: so a profile is exact whatever they leave out.</summary>
public sealed class ProfileFolder
{
    private readonly SortedDictionary<string, ProfileEntry> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private ProofTimes _proof;

    internal ImmutableArray<ProfileEntry> Entries => [.. _entries.Values];

    internal IReadOnlyCollection<string> Refused => _refused;

    /// <summary>Another one that has heard the same.</summary>
    public ProfileFolder Clone()
    {
        var clone = new ProfileFolder { _proof = _proof };
        foreach (var (name, entry) in _entries)
            clone._entries.Add(name, entry);
        clone._refused.UnionWith(_refused);
        return clone;
    }

    /// <summary>Adds an event that counts.</summary>
    public void Add(LeadEvent e)
    {
        _proof = _proof.With(e);
        foreach (var (name, value) in e.Profile)
        {
            if (value.IsMissing)
                continue;
            if (Encoding.UTF8.GetByteCount(name) > LeadProfile.MaxValueBytes || ProfileEntry.BytesOf(value) > LeadProfile.MaxValueBytes)
                _refused.Add(LeftOutName.Shorten(name));
            else
                Add(e, name, value);
        }

        foreach (var name in e.Cleared)
            Add(e, name, default);
    }

    /// <summary>Adds what another one has heard, of other events.</summary>
    public void Join(ProfileFolder other)
    {
        _proof = _proof.Join(other._proof);
        foreach (var entry in other._entries.Values)
            Add(entry);
        _refused.UnionWith(other._refused);
    }

    /// <summary>What all of them tell, within the limits.</summary>
    public LeadProfile ToProfile() => LeadProfile.Create(Entries, [], _refused, _proof, needsRefold: false);

    private void Add(LeadEvent e, string name, FieldValue value) => Add(new ProfileEntry(name, value, e.OccurredAt.ToUniversalTime(), e.Source, e.Id, e.IsClaimed));

    private void Add(ProfileEntry entry) => _entries[entry.Name] = _entries.TryGetValue(entry.Name, out var known) ? ProfileEntry.Newer(known, entry) : entry;
}
