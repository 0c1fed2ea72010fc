using System.Diagnostics.CodeAnalysis;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// What the newest event so far told of one attribute. A mutable struct that lives in an array of its owner: where a newer event tells the same, nothing is allocated and no reference changes. Each event
/// of a long log tells the address of its lead; an object of a new event in one that is old costs the garbage collector more than all the rest of the folding.
/// </summary>
internal struct ToldValue
{
    private FieldValue _value;
    private long _ticks;
    private string _source;
    private bool _isClaimed;

    // The characters of the event's id instead of its text: the room is used again.
    private char[] _id;
    private int _idLength;

    /// <summary>The attribute as an event tells it.</summary>
    public ToldValue(string name, FieldValue value, LeadEvent e)
    {
        Name = name;
        _value = value;
        Note(e);
    }

    /// <summary>Of the attribute.</summary>
    public string Name { get; }

    private readonly ReadOnlySpan<char> Id => _id.AsSpan(0, _idLength);

    /// <summary>Takes what another event tells, if it counts more: proof before claim, then the newer by (occurredAt, source, id), as <see cref="ProfileEntry.Newer"/>.</summary>
    public void Tell(FieldValue value, LeadEvent e)
    {
        if (Order(e) >= 0)
            return;
        if (_value != value)
            _value = value;
        Note(e);
    }

    /// <summary>The same for good.</summary>
    public readonly ProfileEntry ToEntry() => new(Name, _value, new DateTimeOffset(_ticks, TimeSpan.Zero), _source, Id.ToString(), _isClaimed);

    /// <summary>Another one that changes by itself.</summary>
    public readonly ToldValue Clone() => this with { _id = Id.ToArray() };

    /// <summary>Below 0 when the event counts more.</summary>
    private readonly int Order(LeadEvent e)
    {
        var order = e.IsClaimed.CompareTo(_isClaimed);
        if (order == 0)
            order = _ticks.CompareTo(e.OccurredAt.UtcTicks);
        if (order == 0)
            order = string.CompareOrdinal(_source, e.Source);
        return order != 0 ? order : Id.SequenceCompareTo(e.Id);
    }

    [MemberNotNull(nameof(_source), nameof(_id))]
    private void Note(LeadEvent e)
    {
        _ticks = e.OccurredAt.UtcTicks;
        _isClaimed = e.IsClaimed;
        if (_source != e.Source)
            _source = e.Source;
        if (_id is null || _id.Length < e.Id.Length)
            _id = new char[e.Id.Length];
        e.Id.CopyTo(_id);
        _idLength = e.Id.Length;
    }
}
