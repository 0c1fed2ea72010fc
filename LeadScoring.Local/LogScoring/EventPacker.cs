using System.Collections.Immutable;
using System.Runtime.InteropServices;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Local.LogScoring;

/// <summary>The short form of an event: some 50 bytes, where texts that come again are numbers. For any number of threads.</summary>
internal sealed class EventPacker
{
    private const int MostTexts = 1 << 16;

    // What a value is; from Known on, the number of its text.
    private const int Missing = 0;
    private const int Written = 1;
    private const int List = 2;
    private const int Known = 3;

    private const int ClaimedBit = 1;
    private const int OverQuotaBit = 2;
    private const int ClearsBit = 4;

    private readonly TextTable _texts = new(MostTexts);

    /// <summary>Writes an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="to">Where to.</param>
    /// <param name="scratch">Used meanwhile.</param>
    public void Write(LeadEvent e, ByteWriter to, ByteWriter scratch)
    {
        to.Number((e.IsClaimed ? ClaimedBit : 0) | (e.IsOverQuota ? OverQuotaBit : 0) | (e.Cleared.IsEmpty ? 0 : ClearsBit));
        to.Whole(e.OccurredAt.UtcTicks);
        Write(e.Source, to);
        Write(e.Type, to);
        to.Text(e.Id);
        Write(e.Properties, to);
        scratch.Clear();
        Write(e.Profile, scratch);
        to.Number(scratch.Written.Length);
        to.Bytes(scratch.Written);
        if (e.Cleared.IsEmpty)
            return;
        to.Number(e.Cleared.Length);
        foreach (var name in e.Cleared)
            Write(name, to);
    }

    /// <summary>Reads events of a lead one after the other.</summary>
    public Unpacker Unpack() => new(this);

    private void Write(Fields fields, ByteWriter to)
    {
        to.Number(fields.Count);
        foreach (var (name, value) in fields)
        {
            Write(name, to);
            if (value.Text is { } text)
                Write(text, to);
            else if (value.IsList)
                Write(value.Items, to);
            else
                to.Number(Missing);
        }
    }

    private void Write(ReadOnlySpan<string> items, ByteWriter to)
    {
        to.Number(List);
        to.Number(items.Length);
        foreach (var item in items)
            Write(item, to);
    }

    private void Write(string text, ByteWriter to)
    {
        var number = _texts.NumberOf(text);
        to.Number(number < 0 ? Written : Known + number);
        if (number < 0)
            to.Text(text);
    }

    /// <summary>Reads events of a lead. What most of them tell of it is the same, and read once.</summary>
    internal ref struct Unpacker(EventPacker packer)
    {
        private ReadOnlySpan<byte> _told;
        private Fields _profile = Fields.Empty;

        /// <summary>Reads what was written. The time is in UTC.</summary>
        /// <param name="bytes">From the first one on; what comes after the last does not matter.</param>
        public LeadEvent Read(ReadOnlySpan<byte> bytes)
        {
            var from = new ByteReader(bytes);
            var bits = from.Number();
            return new LeadEvent
            {
                OccurredAt = new DateTimeOffset(from.Whole(), TimeSpan.Zero),
                Source = Text(from.Number(), ref from),
                Type = Text(from.Number(), ref from),
                Id = from.Text(),
                Properties = ReadFields(ref from),
                Profile = ReadProfile(from.Bytes(from.Number())),
                Cleared = (bits & ClearsBit) == 0 ? [] : ReadTexts(ref from),
                IsClaimed = (bits & ClaimedBit) != 0,
                IsOverQuota = (bits & OverQuotaBit) != 0,
            };
        }

        private Fields ReadProfile(ReadOnlySpan<byte> told)
        {
            if (told.SequenceEqual(_told))
                return _profile;
            var from = new ByteReader(told);
            _told = told;
            return _profile = ReadFields(ref from);
        }

        private readonly Fields ReadFields(ref ByteReader from)
        {
            var count = from.Number();
            if (count == 0)
                return Fields.Empty;
            var pairs = new KeyValuePair<string, FieldValue>[count];
            for (var i = 0; i < pairs.Length; i++)
                pairs[i] = KeyValuePair.Create(Text(from.Number(), ref from), ReadValue(ref from));
            return new Fields(pairs);
        }

        private readonly FieldValue ReadValue(ref ByteReader from) => from.Number() switch
        {
            Missing => default,
            List => new FieldValue(ReadTexts(ref from)),
            var what => new FieldValue(Text(what, ref from)),
        };

        private readonly ImmutableArray<string> ReadTexts(ref ByteReader from)
        {
            var texts = new string[from.Number()];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = Text(from.Number(), ref from);
            return ImmutableCollectionsMarshal.AsImmutableArray(texts);
        }

        private readonly string Text(int what, ref ByteReader from) => what == Written ? from.Text() : packer._texts[what - Known];
    }
}
