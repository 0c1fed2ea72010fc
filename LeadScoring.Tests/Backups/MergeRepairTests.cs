using Azure.Data.Tables;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Backups;

/// <summary>
/// Leads that are merged, taken apart or erased while a backup is taken: it has the one with the lower id as it was before, the other as it was afterwards.
/// </summary>
public sealed class MergeRepairTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("torn-").FullName;
    private readonly InMemoryApp _app = new();
    private int _backups;

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_merge_between_two_reads_of_the_backup_is_completed(bool isSourceFirst)
    {
        var old = Other(isSourceFirst);
        await _app.Send([.. Sent.Visits(old, 3), Sent.Pricing(Ann)]);
        var moments = await Moments(() => _app.Merge(old, Ann));

        var restored = await Restore(moments[0], moments[^1], old);

        Assert.Equal(await Picture(_app), await Picture(restored));
        var later = Sent.Pricing(old);
        await _app.Send(later);
        await restored.Send(later);
        Assert.Equal(await Picture(_app), await Picture(restored));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unmerge_between_two_reads_of_the_backup_is_completed(bool isSourceFirst)
    {
        var old = Other(isSourceFirst);
        await _app.Send([.. Sent.Visits(old, 3), Sent.Pricing(Ann)]);
        await _app.Merge(old, Ann);
        await _app.Work();
        var moments = await Moments(() => _app.Unmerge(old));

        Assert.Equal(await Picture(_app), await Picture(await Restore(moments[0], moments[^1], old)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [Needs(Need.Time)]
    public async Task Leads_are_restored_either_merged_or_apart_whatever_happened_between_reads(bool isSourceFirst, bool merges)
    {
        var old = Other(isSourceFirst);
        await _app.Send([.. Sent.Visits(old, 3), Sent.Pricing(Ann)]);
        if (!merges)
        {
            await _app.Merge(old, Ann);
            await _app.Work();
        }

        var before = await Picture(_app);
        var moments = await Moments(merges ? () => _app.Merge(old, Ann) : () => _app.Unmerge(old));
        var after = await Picture(_app);
        Assert.NotEqual(before, after);
        Assert.True(moments.Count > 8, $"{moments.Count} moments");
        for (var early = 0; early < moments.Count; early++)
        {
            for (var late = early; late < moments.Count; late++)
            {
                var picture = await Picture(await Restore(moments[early], moments[late], old));
                // The first moment is before anybody has asked.
                Assert.True(picture == after || (early == 0 && picture == before), $"{early} to {late} of {moments.Count - 1}:\n{picture}\ninstead of\n{after}");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Needs(Need.Time)]
    public async Task A_chain_of_merges_is_restored_as_a_whole(bool isSourceFirst)
    {
        var old = Other(isSourceFirst);
        var top = Enumerable.Range(0, 1000).Select(static i => $"top-{i}@acme.example").First(email => string.CompareOrdinal(_app.IdOf(Ann), _app.IdOf(email)) < 0 == isSourceFirst);
        await _app.Send([.. Sent.Visits(old, 2), Sent.Pricing(Ann), Sent.Pricing(top)]);
        await _app.Merge(old, Ann);
        await _app.Work();
        foreach (var act in new Func<Task>[] { () => _app.Merge(Ann, top), () => _app.Unmerge(old) })
        {
            var before = await Picture(_app);
            var moments = await Moments(act);
            var after = await Picture(_app);
            foreach (var first in new[] { old, Ann, top }.Select(_app.IdOf).Order(StringComparer.Ordinal).SkipLast(1))
            {
                foreach (var (early, late) in Enumerable.Range(0, moments.Count).SelectMany(at => new[] { (0, at), (at, moments.Count - 1) }))
                {
                    var picture = await Picture(await Torn(moments[early], moments[late], first));
                    Assert.True(picture == after || (early == 0 && picture == before), $"{early} to {late} of {moments.Count - 1} after {first}:\n{picture}\ninstead of\n{after}");
                }
            }
        }
    }

    [Fact]
    public async Task Events_that_a_merged_lead_forwarded_between_reads_are_restored()
    {
        var old = Other(isSourceFirst: false);
        await _app.Send([.. Sent.Visits(old, 3), Sent.Pricing(Ann)]);
        await _app.Merge(old, Ann);
        await _app.Work();
        var moments = await Moments(() => _app.Capture(Sent.Pricing(old)));

        Assert.Equal(await Picture(_app), await Picture(await Restore(moments[0], moments[^1], old)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_browser_that_got_a_new_owner_between_reads_belongs_to_the_new_owner(bool isSourceFirst)
    {
        var ids = _app.Get<LeadIds>();
        var visitor = Enumerable.Range(0, 100).Select(static i => $"browser-{i}").First(name => string.CompareOrdinal(ids.OfName("visitor:" + name), _app.IdOf(Ann)) < 0 == isSourceFirst);
        await _app.Send(Known.Visit(visitor, InMemoryApp.Start));
        var moments = await Moments(() => _app.Capture(Known.Form(Ann, visitor, InMemoryApp.Start)));

        var restored = await Restore(moments[0], moments[^1], isSourceFirst ? ids.OfName("visitor:" + visitor) : _app.IdOf(Ann), byId: true);

        // The form itself came after the look at whose it is.
        if (!isSourceFirst)
            await restored.Send(Sent.Pricing(Ann));
        await restored.Work();
        var goesOn = await new LeadStore(restored.Tables).Read(_app.IdOf(Ann), default);
        Assert.Equal(2, goesOn.State!.Seq);
        Assert.True(Assert.Single(goesOn.State.Merged).Value.IsTaken);
        Assert.Equal(Ann, goesOn.State.Email);
        Assert.Equal(_app.IdOf(Ann), (await new LeadStore(restored.Tables).Read(ids.OfName("visitor:" + visitor), default)).State!.MergedInto);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_who_was_erased_between_reads_stays_erased(bool isSourceFirst)
    {
        var old = Other(isSourceFirst);
        await _app.Send([.. Sent.Visits(old, 3), Sent.Pricing(Ann)]);
        await _app.Merge(old, Ann);
        await _app.Work();
        var moments = await Moments(() => _app.Erase(old));

        var restored = await Restore(moments[0], moments[^1], old);

        Assert.All(restored.Tables[TableNames.Leads].Rows, static row => Assert.Equal(RowKeys.Lead, row.RowKey));
        Assert.All(restored.Tables[TableNames.Leads].Rows, static row => Assert.NotNull(LeadRows.ReadState(row).ErasedAt));
    }

    // Another lead, whose id the scan meets before that of Ann or after it.
    private string Other(bool isSourceFirst) =>
        Enumerable.Range(0, 100).Select(static i => $"old-{i}@acme.example").First(email => string.CompareOrdinal(_app.IdOf(email), _app.IdOf(Ann)) < 0 == isSourceFirst);

    // The leads before, and after every change until the app rests.
    private async Task<List<IReadOnlyList<TableEntity>>> Moments(Func<Task> act)
    {
        List<IReadOnlyList<TableEntity>> moments = [_app.Tables[TableNames.Leads].Rows];
        _app.Operations.After = operation =>
        {
            if (operation.Place == TableNames.Leads && operation.Kind is not (OperationKind.Read or OperationKind.Find))
                moments.Add(_app.Tables[TableNames.Leads].Rows);
            return Task.CompletedTask;
        };
        await act();
        await _app.Work();
        _app.Operations.After = null;
        return moments;
    }

    // The scan meets the one with the lower id at the early moment.
    private Task<InMemoryApp> Restore(IReadOnlyList<TableEntity> early, IReadOnlyList<TableEntity> late, string other, bool byId = false)
    {
        var (one, two) = (byId ? other : _app.IdOf(other), _app.IdOf(Ann));
        return Torn(early, late, string.CompareOrdinal(one, two) < 0 ? one : two);
    }

    private async Task<InMemoryApp> Torn(IReadOnlyList<TableEntity> early, IReadOnlyList<TableEntity> late, string first)
    {
        var torn = new InMemoryTables();
        foreach (var row in early.Where(row => string.CompareOrdinal(row.PartitionKey, first) <= 0).Concat(late.Where(row => string.CompareOrdinal(row.PartitionKey, first) > 0)))
            await torn.Leads.Insert(row, default);
        foreach (var row in _app.Tables[TableNames.Models].Rows)
            await torn.Models.Insert(row, default);
        var folder = Path.Combine(_folder, $"{_backups++}");
        await Restored.Write(torn, folder);
        var app = await Restored.From(folder);
        await app.Work();
        return app;
    }

    // Of every lead: what it is made of, what it comes to, and that nothing waits.
    private static async Task<string> Picture(InMemoryApp app)
    {
        var lines = new List<string>();
        foreach (var id in app.Tables[TableNames.Leads].Rows.Select(static row => row.PartitionKey).Distinct(StringComparer.Ordinal))
        {
            var lead = await new LeadStore(app.Tables).Read(id, default);
            Assert.Empty(lead.Pending);
            Assert.Empty(lead.Outbox);
            var events = app.Tables[TableNames.Leads].Rows.Where(row => row.PartitionKey == id && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal)).Select(LeadRows.ReadEvent);
            var merged = lead.State!.Merged.Select(static note => $"{note.Key} {note.Value.IsTaken} {note.Value.HasLeft}");
            lines.Add($"{id} into {lead.State.MergedInto} from {string.Join(',', merged)} at {lead.State.Board.Count} {Convert.ToHexString(lead.Models["sales"].Signals!)}");
            lines.AddRange(events.Select(static logged => $"  e {logged.EventKey} {string.Join(' ', logged.Captured.Via)}"));
        }

        Assert.Empty(app.Tables[TableNames.Parked].Rows);
        return string.Join('\n', lines);
    }
}
