using System.Collections.Immutable;
using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>Collects what events tell, in any order, before the limits: so a profile is exact whatever they leave out. An event that tells nothing but what is known allocates nothing.</summary>
public sealed class ProfileFolder
{
    // By name, in ordinal order.
    private ToldValue[] _told = [];
    private int _size;
    private HashSet<string>? _refused;
    private ProofTimes _proof;

    internal ImmutableArray<ProfileEntry> Entries
    {
        get
        {
            var entries = ImmutableArray.CreateBuilder<ProfileEntry>(_size);
            foreach (ref readonly var told in _told.AsSpan(0, _size))
                entries.Add(told.ToEntry());
            return entries.MoveToImmutable();
        }
    }

    internal IReadOnlyCollection<string> Refused => _refused ?? (IReadOnlyCollection<string>)[];

    /// <summary>Another one that was told the same.</summary>
    public ProfileFolder Clone() => new()
    {
        _told = Array.ConvertAll(_told[.._size], static told => told.Clone()),
        _size = _size,
        _refused = _refused is null ? null : new HashSet<string>(_refused, StringComparer.Ordinal),
        _proof = _proof,
    };

    /// <summary>Adds an event that counts.</summary>
    public void Add(LeadEvent e)
    {
        _proof = _proof.With(e);
        foreach (var (name, value) in e.Profile)
        {
            if (value.IsMissing)
                continue;
            if (IsTooLong(name) || IsTooLong(value))
                (_refused ??= new HashSet<string>(StringComparer.Ordinal)).Add(LeftOutName.Shorten(name));
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
        foreach (ref readonly var told in other._told.AsSpan(0, other._size))
            Add(in told);
        if (other._refused is not null)
            (_refused ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(other._refused);
    }

    /// <summary>What all of them tell, within the limits.</summary>
    public LeadProfile ToProfile() => LeadProfile.Create(Entries, [], Refused, _proof, needsRefold: false);

    // In a character are at most three bytes of UTF-8: what is short by that measure need not be counted.
    private static bool IsTooLong(string text) => 3 * text.Length > LeadProfile.MaxValueBytes && Encoding.UTF8.GetByteCount(text) > LeadProfile.MaxValueBytes;

    private static bool IsTooLong(FieldValue value) => value.Text is { } text ? IsTooLong(text) : ProfileEntry.BytesOf(value) > LeadProfile.MaxValueBytes;

    private void Add(LeadEvent e, string name, FieldValue value)
    {
        var at = Find(name);
        if (at >= 0)
        {
            _told[at].Tell(value, e);
            return;
        }

        Insert(~at, new ToldValue(name, value, e));
    }

    private void Add(ref readonly ToldValue told)
    {
        var at = Find(told.Name);
        if (at >= 0)
            _told[at].Tell(in told);
        else
            Insert(~at, told.Clone());
    }

    private void Insert(int at, ToldValue told)
    {
        if (_size == _told.Length)
            Array.Resize(ref _told, _size == 0 ? 1 : _size * 2);
        _told.AsSpan(at, _size - at).CopyTo(_told.AsSpan(at + 1));
        _told[at] = told;
        _size++;
    }

    /// <summary>Where an attribute stands; the complement of where it would where there is none.</summary>
    private int Find(string name)
    {
        int low = 0, high = _size - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(_told[middle].Name, name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
