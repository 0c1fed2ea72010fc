using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;

namespace LeadScoring.Local.LogScoring;

/// <summary>The events of a block in their short form, with what is asked of them in the order of the log.</summary>
internal sealed class PackedBlock
{
    private readonly PackedHead[] _heads;
    private readonly ByteWriter _bytes = new();

    /// <summary>Packs events.</summary>
    /// <param name="events">The events.</param>
    /// <param name="packer">Of the log.</param>
    /// <param name="dayOf">The model's day of a time.</param>
    public PackedBlock(IReadOnlyList<StoredEvent> events, EventPacker packer, Func<DateTimeOffset, Day> dayOf)
    {
        var scratch = new ByteWriter();
        _heads = new PackedHead[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            var captured = events[i];
            packer.Write(captured.Event, _bytes, scratch);
            _heads[i] = new PackedHead(
                EventSet.HashOf(captured.Event.Source, captured.Event.Id), captured.Lead.Name, dayOf(captured.Event.OccurredAt), _bytes.Written.Length, IdentityLinks.Tells(captured.Lead) ? captured : null);
        }
    }

    /// <summary>The events.</summary>
    public ReadOnlySpan<PackedHead> Heads => _heads;

    /// <summary>Their short forms, one after the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Written;
}

/// <summary>What is asked of a packed event before it is unpacked.</summary>
/// <param name="Hash">Of its source and id.</param>
/// <param name="Lead">The name of its lead.</param>
/// <param name="Day">Its day in the model.</param>
/// <param name="End">Where its bytes end.</param>
/// <param name="Linking">The event itself where it carries several names.</param>
internal readonly record struct PackedHead(UInt128 Hash, string Lead, Day Day, int End, StoredEvent? Linking);
