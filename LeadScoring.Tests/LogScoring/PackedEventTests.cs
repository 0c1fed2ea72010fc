using System.Collections.Immutable;

using FsCheck;
using FsCheck.Fluent;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Local.LogScoring;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.LogScoring;

/// <summary>The short form in which events of a log wait until they are folded lead by lead.</summary>
public sealed class PackedEventTests
{
    private static readonly LeadEvent Odd = new()
    {
        Source = "typeform/\u0141\u00F3d\u017A",
        // Half of a pair, as an id may hold it.
        Id = "\uD800-1",
        Type = "form.submitted",
        OccurredAt = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2)),
        Properties = new Fields([
            KeyValuePair.Create("answers", new FieldValue([new string('y', 300), "\u00E9", ""])),
            KeyValuePair.Create("nothing", default(FieldValue)),
            KeyValuePair.Create("text", new FieldValue(new string('\u03A9', 200))),
            KeyValuePair.Create("none", new FieldValue(ImmutableArray<string>.Empty)),
        ]),
        Profile = new Fields([KeyValuePair.Create("company", new FieldValue("A & B"))]),
        Cleared = ["phone", "\u540D"],
        IsClaimed = true,
        IsOverQuota = true,
    };

    [Fact]
    public void An_event_is_read_as_it_was_packed()
    {
        var packer = new EventPacker();
        LeadEvent[] events = [Odd, Odd with { Id = "2", Properties = Fields.Empty, Profile = Fields.Empty, Cleared = [], IsClaimed = false }, Odd with { Id = "3", IsOverQuota = false }];
        var records = Array.ConvertAll(events, e => Packed(packer, e));
        var unpacker = packer.Unpack();

        foreach (var (e, record) in events.Zip(records))
            Assert.Equal(TextOf(e), TextOf(unpacker.Read(record)));
    }

    [Fact]
    public void Any_log_is_read_as_it_was_packed() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), static seed =>
    {
        var packer = new EventPacker();
        var log = RandomLead.Of(seed).Log;
        var records = log.Select(e => Packed(packer, e)).ToList();
        var unpacker = packer.Unpack();
        foreach (var (e, record) in log.Zip(records))
            Assert.Equal(TextOf(e), TextOf(unpacker.Read(record)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_beyond_the_table_are_written_out()
    {
        var table = new TextTable(2);

        Assert.Equal([0, 1, 0, -1, 1, -1], new[] { "a", "b", "a", "c", "b", new string('x', 1000) }.Select(table.NumberOf));
        Assert.Equal("b", table[1]);
    }

    [Fact]
    public void More_than_a_page_is_kept_apart_by_lead_and_in_order()
    {
        var log = new PackedLog();
        // Its room is used again.
        log.Add(0, new byte[3 << 20]);
        log.Clear();
        var random = new Random(7);
        var expected = new Dictionary<int, List<byte[]>>();
        for (var i = 0; i < 3000; i++)
        {
            var record = new byte[1 + random.Next(1500)];
            random.NextBytes(record);
            // Larger than a page, once.
            if (i == 1500)
                record = new byte[3 << 20];
            var lead = random.Next(20);
            log.Add(lead, record);
            if (!expected.TryGetValue(lead, out var records))
                expected.Add(lead, records = []);
            records.Add(record);
        }

        log.Group(21);

        Assert.True(log.Bytes > 4 << 20);
        Assert.True(log.EventsOf(20).IsEmpty);
        foreach (var (lead, records) in expected)
        {
            var places = log.EventsOf(lead);
            Assert.Equal(records.Count, places.Length);
            for (var i = 0; i < records.Count; i++)
                Assert.True(log[places[i]].StartsWith(records[i]));
        }
    }

    [Fact]
    public void A_log_that_is_folded_in_parts_gives_the_same_leads() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), static seed =>
    {
        var random = new Random(seed);
        var model = ScoringModel.Compile(RandomLead.Of(seed).Model);
        List<StoredEvent> events = [.. Enumerable.Range(0, 3).SelectMany(lead => RandomLead.Of(seed + lead).Log.Select(e => Stored(e with { Id = $"{lead}-{e.Id}" }, $"crm:{lead}")))];
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(events));
        // Some come again.
        events.AddRange([.. events.Take(3)]);

        Assert.Equal(Leads(new LogFolder(model, new Day(int.MaxValue / 2)), model, [events]), Leads(new LogFolder(model, new Day(int.MaxValue / 2), mostPacked: 0), model, events.Chunk(1 + random.Next(5))));
    }).QuickCheckThrowOnFailure();

    private static List<string> Leads(LogFolder folder, ScoringModel model, IEnumerable<IReadOnlyList<StoredEvent>> blocks)
    {
        foreach (var block in blocks)
        {
            folder.Add(folder.Pack(block));
            folder.FoldIfFull();
        }

        folder.Close();
        return [.. folder.People().OrderBy(static person => person.Name, StringComparer.Ordinal).Select(person => $"{person.Name} {TextOf(folder.Complete(person))} {folder.Events} {folder.Duplicates} {folder.Suspected}")];
    }

    private static string TextOf(FoldedLead lead) => $"{Convert.ToHexString(lead.Signals.ToBytes())} {string.Join(';', lead.Profile.Attributes)} {(lead.Proven is { } proven ? TextOf(proven) : "")}";

    private static string TextOf(LeadEvent e) =>
        $"{e.Source} {Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(e.Id.AsSpan()))} {e.Type} {e.OccurredAt.UtcTicks} {TextOf(e.Properties)} {TextOf(e.Profile)} {string.Join(',', e.Cleared)} {e.IsClaimed} {e.IsOverQuota}";

    private static string TextOf(Fields fields) =>
        string.Join(',', fields.Select(static field => $"{field.Key}={(field.Value.IsList ? $"[{string.Join('|', field.Value.Items.ToArray())}]" : field.Value.Text ?? "nothing")}"));

    private static byte[] Packed(EventPacker packer, LeadEvent e)
    {
        var bytes = new ByteWriter();
        packer.Write(e, bytes, new ByteWriter());
        return bytes.Written.ToArray();
    }

    private static StoredEvent Stored(LeadEvent e, string id) => new() { Event = e, Lead = new LeadIdentity(null, null, id), ReceivedAt = e.OccurredAt, Hash = "" };
}
