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
        Note(e.IsClaimed, e.OccurredAt.UtcTicks, e.Source, e.Id);
    }

    /// <summary>Of the attribute.</summary>
    public string Name { get; }

    private readonly ReadOnlySpan<char> Id => _id.AsSpan(0, _idLength);

    /// <summary>Takes what another event tells, if it counts more: proof before claim, then the newer by (occurredAt, source, id), as <see cref="ProfileEntry.Newer"/>.</summary>
    public void Tell(FieldValue value, LeadEvent e) => Tell(value, e.IsClaimed, e.OccurredAt.UtcTicks, e.Source, e.Id);

    /// <summary>Takes what another one was told of the same attribute, if that counts more.</summary>
    public void Tell(ref readonly ToldValue other) => Tell(other._value, other._isClaimed, other._ticks, other._source, other.Id);

    /// <summary>The same for good.</summary>
    public readonly ProfileEntry ToEntry() => new(Name, _value, new DateTimeOffset(_ticks, TimeSpan.Zero), _source, Id.ToString(), _isClaimed);

    /// <summary>Another one that changes by itself.</summary>
    public readonly ToldValue Clone() => this with { _id = Id.ToArray() };

    private void Tell(FieldValue value, bool isClaimed, long ticks, string source, ReadOnlySpan<char> id)
    {
        if (Order(isClaimed, ticks, source, id) >= 0)
            return;
        if (_value != value)
            _value = value;
        Note(isClaimed, ticks, source, id);
    }

    /// <summary>Below 0 when the other event counts more.</summary>
    private readonly int Order(bool isClaimed, long ticks, string source, ReadOnlySpan<char> id)
    {
        var order = isClaimed.CompareTo(_isClaimed);
        if (order == 0)
            order = _ticks.CompareTo(ticks);
        if (order == 0)
            order = string.CompareOrdinal(_source, source);
        return order != 0 ? order : Id.SequenceCompareTo(id);
    }

    [MemberNotNull(nameof(_source), nameof(_id))]
    private void Note(bool isClaimed, long ticks, string source, ReadOnlySpan<char> id)
    {
        _ticks = ticks;
        _isClaimed = isClaimed;
        if (_source != source)
            _source = source;
        if (_id is null || _id.Length < id.Length)
            _id = new char[id.Length];
        id.CopyTo(_id);
        _idLength = id.Length;
    }
}
